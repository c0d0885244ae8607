package io.tenantry.provisioning.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Values as they are stored, which need not fit: what is written by one release is read by others.
 *
 * @param owner whose they are, for the log
 * @param values scalars by name, also by names that nobody declares
 */
public record StoredSettings(String owner, Map<String, Object> values) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Object>> SCALARS = new TypeReference<>() {};

    /** Of nobody: without a plan there are no values of a plan. */
    public static final StoredSettings NONE = new StoredSettings("nobody", Map.of());

    /**
     * Reads a tenant's column.
     *
     * @param json null for nothing; what is no JSON object is as good as nothing
     */
    public static StoredSettings ofTenant(String tenant, @Nullable String json) {
        return json == null ? NONE : new StoredSettings("tenant " + tenant, parse(json));
    }

    private static Map<String, Object> parse(String json) {
        try {
            Map<String, Object> values = JSON.readValue(json, SCALARS);
            return values == null ? Map.of() : values;
        } catch (JsonProcessingException e) {
            return Map.of();
        }
    }

    /** The column of these and another value, or without it if it is null; null if none is left. */
    @Nullable String with(String name, @Nullable Object scalar) {
        Map<String, Object> changed = new TreeMap<>(values);
        if (scalar == null) {
            changed.remove(name);
        } else {
            changed.put(name, scalar);
        }
        return changed.isEmpty() ? null : json(changed);
    }

    /** A scalar as JSON. */
    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a setting does not become JSON", e);
        }
    }

    /** A scalar from JSON; what is none becomes something that no setting takes. */
    static Object scalar(String json) {
        try {
            Object value = JSON.readValue(json, Object.class);
            return value == null ? Map.of() : value;
        } catch (JsonProcessingException e) {
            return Map.of();
        }
    }
}
