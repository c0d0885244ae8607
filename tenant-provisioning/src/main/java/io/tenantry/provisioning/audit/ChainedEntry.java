package io.tenantry.provisioning.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tenantry.provisioning.controlplane.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry as the chain holds it.
 *
 * @param chain the tenant's id; empty if the entry belongs to none
 * @param fields all of it, in a fixed order
 */
record ChainedEntry(String chain, List<@Nullable String> fields) {
    private static final ObjectMapper SORTING =
            JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

    ChainedEntry {
        fields = Collections.unmodifiableList(fields);
    }

    static ChainedEntry of(ResultSet row) throws SQLException {
        String tenant = row.getString("tenant_id");
        return new ChainedEntry(
                tenant == null ? "" : tenant,
                Arrays.asList(
                        Columns.instant(row, "at").toString(),
                        row.getString("actor"),
                        row.getString("address"),
                        tenant,
                        row.getString("action"),
                        row.getString("subject"),
                        canonical(row.getString("before_")),
                        canonical(row.getString("after_"))));
    }

    // Engines keep JSON in forms of their own: the order of keys and white space say nothing.
    private static @Nullable String canonical(@Nullable String json) {
        if (json == null) {
            return null;
        }
        try {
            return SORTING.writeValueAsString(SORTING.readValue(json, Object.class));
        } catch (JsonProcessingException notJson) {
            return json;
        }
    }
}
