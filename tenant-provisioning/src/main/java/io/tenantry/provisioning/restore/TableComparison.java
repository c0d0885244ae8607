package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.restore.TableDiff.Change;
import io.tenantry.provisioning.restore.TableDiff.Example;
import io.tenantry.provisioning.server.AdminConnection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares a table then and now where it lies: the server joins both by their primary keys, so no
 * row travels but the examples, and nothing here grows with the table.
 */
final class TableComparison {
    private final AdminConnection admin;
    private final TablePair pair;

    TableComparison(AdminConnection admin, TablePair pair) {
        this.admin = admin;
        this.pair = pair;
    }

    /**
     * Compares.
     *
     * @param examples how many rows of each kind to show; zero or more
     */
    TableDiff compare(int examples) throws SQLException {
        long then = count("SELECT COUNT(*) FROM " + pair.then());
        long now = count("SELECT COUNT(*) FROM " + pair.now());
        return pair.hasKey() ? byKey(then, now, examples) : byValue(then, now, examples);
    }

    private TableDiff byKey(long then, long now, int examples) throws SQLException {
        long added = count("SELECT COUNT(*) FROM " + addedRows());
        long missing = count("SELECT COUNT(*) FROM " + missingRows());
        long changed = count("SELECT COUNT(*) FROM " + changedRows());
        List<Example> shown = new ArrayList<>();
        if (examples > 0) {
            shown.addAll(whole(Change.ADDED, "l", addedRows(), pair.order("l"), examples));
            shown.addAll(changed(examples));
            shown.addAll(whole(Change.MISSING, "p", missingRows(), pair.order("p"), examples));
        }
        return diff(then, now, added, changed, missing, shown);
    }

    private String addedRows() {
        return "%s l LEFT JOIN %s p ON %s WHERE %s"
                .formatted(pair.now(), pair.then(), pair.sameRow(), pair.absent("p"));
    }

    private String missingRows() {
        return "%s p LEFT JOIN %s l ON %s WHERE %s"
                .formatted(pair.then(), pair.now(), pair.sameRow(), pair.absent("l"));
    }

    private String changedRows() {
        return "%s l JOIN %s p ON %s WHERE NOT (%s)"
                .formatted(pair.now(), pair.then(), pair.sameRow(), pair.unchanged());
    }

    private TableDiff byValue(long then, long now, int examples) throws SQLException {
        long added;
        long missing;
        try (Statement statement = admin.jdbc().createStatement();
                ResultSet row =
                        statement.executeQuery(
                                """
                                SELECT COALESCE(SUM(GREATEST(n, 0)), 0), COALESCE(SUM(GREATEST(-n, 0)), 0)
                                FROM (%s) balance
                                """
                                        .formatted(balance("")))) {
            row.next();
            added = row.getLong(1);
            missing = row.getLong(2);
        }
        List<Example> shown = new ArrayList<>();
        if (examples > 0) {
            shown.addAll(surplus(Change.ADDED, "l", pair.now(), "HAVING n > 0", examples));
            shown.addAll(surplus(Change.MISSING, "p", pair.then(), "HAVING n < 0", examples));
        }
        return diff(then, now, added, 0, missing, shown);
    }

    /** By how many times a row is there more often now than then. */
    private String balance(String having) {
        return """
        SELECT h, SUM(d) AS n
        FROM (SELECT %s AS h, 1 AS d FROM %s l UNION ALL SELECT %s, -1 FROM %s p) r
        GROUP BY h %s
        """
                .formatted(pair.hashed("l"), pair.now(), pair.hashed("p"), pair.then(), having);
    }

    private List<Example> surplus(
            Change change, String alias, String table, String having, int limit)
            throws SQLException {
        String rows =
                "%s %s JOIN (%s) balance ON balance.h = %s"
                        .formatted(table, alias, balance(having), pair.hashed(alias));
        return whole(change, alias, rows, "balance.h", limit);
    }

    private TableDiff diff(
            long then, long now, long added, long changed, long missing, List<Example> examples) {
        return new TableDiff(
                pair.name(),
                then,
                now,
                added,
                changed,
                missing,
                pair.hasKey(),
                pair.onlyThen(),
                pair.onlyNow(),
                examples);
    }

    private List<Example> whole(Change change, String alias, String rows, String order, int limit)
            throws SQLException {
        String sql =
                "SELECT %s FROM %s ORDER BY %s LIMIT %d"
                        .formatted(
                                TablePair.joined(
                                        pair.columns(), ", ", column -> column.shown(alias)),
                                rows,
                                order,
                                limit);
        List<Example> examples = new ArrayList<>();
        try (Statement statement = admin.jdbc().createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                Map<String, @Nullable String> values = new LinkedHashMap<>();
                for (int i = 0; i < pair.columns().size(); i++) {
                    values.put(pair.columns().get(i).name(), row.getString(i + 1));
                }
                examples.add(
                        change == Change.ADDED
                                ? new Example(change, null, values)
                                : new Example(change, values, null));
            }
        }
        return examples;
    }

    private List<Example> changed(int limit) throws SQLException {
        String sql =
                "SELECT %s FROM %s ORDER BY %s LIMIT %d"
                        .formatted(
                                TablePair.joined(
                                        pair.columns(),
                                        ", ",
                                        column ->
                                                "%s, %s, %s"
                                                        .formatted(
                                                                column.same("l", "p"),
                                                                column.shown("p"),
                                                                column.shown("l"))),
                                changedRows(),
                                pair.order("l"),
                                limit);
        List<Example> examples = new ArrayList<>();
        try (Statement statement = admin.jdbc().createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                examples.add(changed(row));
            }
        }
        return examples;
    }

    private Example changed(ResultSet row) throws SQLException {
        Map<String, @Nullable String> then = new LinkedHashMap<>();
        Map<String, @Nullable String> now = new LinkedHashMap<>();
        for (int i = 0; i < pair.columns().size(); i++) {
            ComparedColumn column = pair.columns().get(i);
            boolean same = row.getBoolean(3 * i + 1);
            if (!same || pair.key().contains(column)) {
                then.put(column.name(), row.getString(3 * i + 2));
                now.put(column.name(), row.getString(3 * i + 3));
            }
        }
        return new Example(Change.CHANGED, then, now);
    }

    private long count(String sql) throws SQLException {
        return Long.parseLong(admin.texts(sql).getFirst());
    }
}
