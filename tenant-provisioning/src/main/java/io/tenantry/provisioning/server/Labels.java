package io.tenantry.provisioning.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a server is, and what a tenant wants of one: {@code region=eu}, {@code dedicated=acme}; or
 * what operators call a tenant by: {@code ring=canary}. A server that is {@link #DEDICATED} takes
 * only tenants that ask for the same value.
 *
 * @param values by name, in its order: at most {@value #MOST}; a name is 1 to 63 of a-z, 0-9, dot,
 *     hyphen and underscore, a value the same and A-Z
 */
public record Labels(Map<String, String> values) {
    private static final String EMPTY = "{}";
    private static final int MOST = 32;
    private static final Pattern NAME = Pattern.compile("[a-z0-9._-]{1,63}");
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9._-]{1,63}");

    /** The name of the label that keeps everybody else out. */
    public static final String DEDICATED = "dedicated";

    /** No labels at all. */
    public static final Labels NONE = new Labels(Map.of());

    /**
     * @throws ProvisioningException with {@link Reason#LABELS_MALFORMED} if they are not of the
     *     form above
     */
    public Labels {
        if (values.size() > MOST) {
            throw malformed("there are at most %d labels".formatted(MOST));
        }
        values.forEach((name, value) -> {
            if (name == null || !NAME.matcher(name).matches()) {
                throw malformed(
                        "a label's name is 1 to 63 of a-z, 0-9, dots, hyphens and underscores");
            }
            if (value == null || !VALUE.matcher(value).matches()) {
                throw malformed(
                        "the label %s is 1 to 63 letters, digits, dots, hyphens and underscores"
                                .formatted(name));
            }
        });
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /** Those of the wanted that are not among these. */
    Labels lacking(Labels wanted) {
        return new Labels(
                wanted.values.entrySet().stream()
                        .filter(label -> !label.getValue().equals(values.get(label.getKey())))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Whether all of the wanted are among these. */
    public boolean hasAll(Labels wanted) {
        return lacking(wanted).isEmpty();
    }

    /** The value of a label, if it is among these. */
    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** As an object of texts. */
    public String toJson() {
        try {
            return Json.MAPPER.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("labels become JSON", e);
        }
    }

    /**
     * What {@link #toJson} wrote.
     *
     * @param json null for no labels
     */
    public static Labels fromJson(@Nullable String json) {
        if (json == null || json.equals(EMPTY)) {
            return NONE;
        }
        try {
            return new Labels(Json.MAPPER.readValue(json, new TypeReference<>() {}));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored labels cannot be read", e);
        }
    }

    private static ProvisioningException malformed(String form) {
        return new ProvisioningException(Reason.LABELS_MALFORMED, form);
    }

    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(label -> "%s=%s".formatted(label.getKey(), label.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** Loaded with the first label: most tenants have none. */
    private static final class Json {
        private static final ObjectMapper MAPPER = new ObjectMapper();
    }
}
