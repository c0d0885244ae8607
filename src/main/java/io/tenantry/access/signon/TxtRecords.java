package io.tenantry.access.signon;

import java.io.IOException;
import java.util.List;

/** What the DNS says. */
public interface TxtRecords {
    /**
     * The TXT records of a name; none if there is no such name.
     *
     * @throws IOException if the DNS does not answer, or not with an answer
     */
    List<String> of(String name) throws IOException;
}
