package io.tenantry.provisioning.restore;

import java.util.List;
import java.util.Map;

/**
 * The wish to have rows of one table back. It is journaled as it stands.
 *
 * @param keys primary keys, each a value for every column of it; none for whatever {@code filters}
 *     let through
 * @param filters all of which a row passes; none for whatever {@code keys} name
 */
public record RowsWish(
        String table, List<Map<String, Object>> keys, List<RowFilter> filters, RowsMode mode) {
    public RowsWish {
        keys = keys.stream().map(Map::copyOf).toList();
        filters = List.copyOf(filters);
    }
}
