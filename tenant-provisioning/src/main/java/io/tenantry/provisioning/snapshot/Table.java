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
    // A row of nothing but generated columns is a row all the same.
    private static final ValueForm[] NOTHING = {ValueForm.PLAIN};

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

    /** How the values of a row travel, in their order; one at least. */
    ValueForm[] forms() {
        return columns.isEmpty()
                ? NOTHING
                : columns.stream().map(Column::form).toArray(ValueForm[]::new);
    }

    /**
     * Rows, in no order.
     *
     * @param condition which
     */
    String selectFrom(DatabaseName database, String condition) {
        String values =
                columns.isEmpty()
                        ? "1"
                        : columns.stream()
                                .map(column -> column.form().selected(column.quoted()))
                                .collect(Collectors.joining(", "));
        return "SELECT %s FROM %s WHERE %s".formatted(values, in(database), condition);
    }
}
