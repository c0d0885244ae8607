package io.tenantry.provisioning.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of checking a chain.
 *
 * @param entries how many it holds
 * @param head its last link, to be noted elsewhere
 * @param findings what is not as it was written; the first hundred
 */
public record AuditVerdict(long entries, ChainHead head, List<Finding> findings) {
    /** Whether the log is as it was written. */
    public boolean isIntact() {
        return findings.isEmpty();
    }

    /**
     * Something that is not as it was written.
     *
     * @param entry the id of the entry that it concerns, or null
     */
    public record Finding(@Nullable String entry, String what) {}
}
