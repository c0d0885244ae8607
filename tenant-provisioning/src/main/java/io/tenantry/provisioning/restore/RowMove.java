package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.server.AdminConnection;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows on their way from a peek into the live table, as SQL: columns by names that the server told,
 * values as parameters.
 */
final class RowMove {
    private final TablePair pair;
    private final String condition;
    private final List<Object> values;

    private RowMove(TablePair pair, String condition, List<Object> values) {
        this.pair = pair;
        this.condition = condition;
        this.values = values;
    }

    /**
     * Reads a wish.
     *
     * @throws ProvisioningException with {@link Reason#ROWS_MALFORMED}
     */
    static RowMove of(TablePair pair, RowsWish wish) {
        if (!pair.hasKey()) {
            throw malformed(
                    "the table has no primary key that it had then, so rows cannot be told apart");
        }
        List<Object> values = new ArrayList<>();
        List<String> conditions = new ArrayList<>();
        if (!wish.keys().isEmpty()) {
            conditions.add(
                    wish.keys().stream()
                            .map(key -> keyed(pair, key, values))
                            .collect(Collectors.joining(" OR ", "(", ")")));
        }
        for (RowFilter filter : wish.filters()) {
            conditions.add(filtered(pair, filter, values));
        }
        return new RowMove(
                pair, conditions.isEmpty() ? "TRUE" : String.join(" AND ", conditions), values);
    }

    private static String keyed(TablePair pair, Map<String, Object> key, List<Object> values) {
        Set<String> names =
                pair.key().stream().map(ComparedColumn::name).collect(Collectors.toSet());
        if (!key.keySet().equals(names)) {
            throw malformed("a key has a value for each of %s".formatted(names));
        }
        return pair.key().stream()
                .map(column ->
                        compared(column, RowFilter.Comparison.EQ, key.get(column.name()), values))
                .collect(Collectors.joining(" AND ", "(", ")"));
    }

    private static String filtered(TablePair pair, RowFilter filter, List<Object> values) {
        Optional<ComparedColumn> column =
                pair.columns().stream()
                        .filter(each -> each.name().equals(filter.column()))
                        .findFirst();
        return compared(
                column.orElseThrow(
                        () -> malformed("no column is called %s".formatted(filter.column()))),
                filter.op(),
                filter.value(),
                values);
    }

    private static String compared(
            ComparedColumn column,
            RowFilter.Comparison op,
            @Nullable Object value,
            List<Object> values) {
        if (!op.takesValue()) {
            return "%s %s".formatted(column.of("p"), op.sql());
        }
        values.add(parameter(column, value));
        return "%s %s %s".formatted(column.of("p"), op.sql(), column.isBytes() ? "UNHEX(?)" : "?");
    }

    private static Object parameter(ComparedColumn column, @Nullable Object value) {
        return switch (value) {
            case String text -> text;
            case Boolean truth -> truth;
            case Number number -> new BigDecimal(number.toString());
            case null, default ->
                    throw malformed(
                            "the value for %s is a text, a number or a truth value"
                                    .formatted(column.name()));
        };
    }

    /** How many rows of the peek are meant. */
    long count(AdminConnection admin) throws SQLException {
        try (PreparedStatement query =
                prepared(
                        admin,
                        "SELECT COUNT(*) FROM %s p WHERE %s".formatted(pair.then(), condition))) {
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** Inserts those that are not there. */
    long insert(AdminConnection admin) throws SQLException {
        return update(
                admin,
                "INSERT INTO %s (%s) SELECT %s FROM %s p LEFT JOIN %s l ON %s WHERE %s AND (%s)"
                        .formatted(
                                pair.now(),
                                TablePair.joined(pair.columns(), ", ", ComparedColumn::quoted),
                                TablePair.joined(pair.columns(), ", ", column -> column.of("p")),
                                pair.then(),
                                pair.now(),
                                pair.sameRow(),
                                pair.absent("l"),
                                condition));
    }

    /** Gives those that are others the values that they had. */
    long replace(AdminConnection admin) throws SQLException {
        return update(
                admin,
                "UPDATE %s l JOIN %s p ON %s SET %s WHERE NOT (%s) AND (%s)"
                        .formatted(
                                pair.now(),
                                pair.then(),
                                pair.sameRow(),
                                TablePair.joined(
                                        pair.columns(),
                                        ", ",
                                        column -> column.of("l") + " = " + column.of("p")),
                                pair.unchanged(),
                                condition));
    }

    private long update(AdminConnection admin, String sql) throws SQLException {
        try (PreparedStatement statement = prepared(admin, sql)) {
            return statement.executeLargeUpdate();
        }
    }

    private PreparedStatement prepared(AdminConnection admin, String sql) throws SQLException {
        PreparedStatement statement = admin.jdbc().prepareStatement(sql);
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
        return statement;
    }

    private static ProvisioningException malformed(String why) {
        return new ProvisioningException(Reason.ROWS_MALFORMED, why);
    }
}
