package io.tenantry.access.signon.oidc;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a provider says of somebody, which was verified.
 *
 * @param subject what the provider calls them, for ever
 * @param all by name, those of the protocol included
 */
public record IdClaims(String issuer, String subject, JsonNode all) {
    private static final String POINTER = "/";

    /**
     * The values at a place.
     *
     * @param path a claim's name, or with a slash in front a JSON pointer (RFC 6901)
     * @return texts, numbers and truths as text; those in a list one by one; objects not at all
     */
    public Set<String> values(String path) {
        JsonNode found =
                path.startsWith(POINTER) ? all.at(JsonPointer.compile(path)) : all.path(path);
        Set<String> values = new LinkedHashSet<>();
        if (found.isArray()) {
            found.forEach(each -> add(values, each));
        } else {
            add(values, found);
        }
        return values;
    }

    private static void add(Set<String> values, JsonNode found) {
        if (found.isValueNode() && !found.isNull()) {
            values.add(found.asText());
        }
    }

    /** Whoever they are is nobody's business in a log. */
    @Override
    public String toString() {
        return "IdClaims[" + issuer + "]";
    }
}
