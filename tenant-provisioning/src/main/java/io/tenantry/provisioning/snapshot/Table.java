package io.tenantry.provisioning.snapshot;

import io.tenantry.provisioning.server.DatabaseName;
import io.tenantry.provisioning.server.Identifiers;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table of a snapshot.
 *
 * @param definition the statement that makes it, in the current database
 * @param columns those that hold values of their own: none that is generated
 */
record Table(String name, String definition, List<Column> columns) {
    Table {
        columns = List.copyOf(columns);
    }

    /** A column and how its values travel. */
    record Column(String name, ValueForm form) {
        String quoted() {
            return Identifiers.quoted(name);
        }
    }

    String in(DatabaseName database) {
        return "%s.%s".formatted(database.quoted(), Identifiers.quoted(name));
    }

    /** All rows, in no order. */
    String selectFrom(DatabaseName database) {
        return "SELECT %s FROM %s"
                .formatted(
                        columns.stream()
                                .map(column -> column.form().selected(column.quoted()))
                                .collect(Collectors.joining(", ")),
                        in(database));
    }
}
