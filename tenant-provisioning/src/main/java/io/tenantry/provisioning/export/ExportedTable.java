package io.tenantry.provisioning.export;

import io.tenantry.provisioning.server.DatabaseName;
import io.tenantry.provisioning.server.Identifiers;
import java.util.List;
import java.util.stream.Collectors;

/** A table as an export writes it. */
record ExportedTable(
        String name,
        String comment,
        List<ExportedColumn> columns,
        List<TableKey> keys,
        List<TableReference> references) {
    /**
     * All rows, in the order of the primary key where that costs nothing: the server is told to
     * read along it rather than to sort.
     */
    String selectFrom(DatabaseName database) {
        String select =
                "SELECT %s FROM %s.%s"
                        .formatted(
                                columns.stream()
                                        .map(ExportedColumn::selected)
                                        .collect(Collectors.joining(", ")),
                                database.quoted(),
                                Identifiers.quoted(name));
        return keys.stream()
                .filter(key -> key.isPrimary() && key.isWhole())
                .findFirst()
                .map(key -> select + ordered(key))
                .orElse(select);
    }

    private static String ordered(TableKey primary) {
        return " FORCE INDEX FOR ORDER BY (`%s`) ORDER BY %s"
                .formatted(
                        TableKey.PRIMARY,
                        primary.parts().stream()
                                .map(Identifiers::quoted)
                                .collect(Collectors.joining(", ")));
    }
}
