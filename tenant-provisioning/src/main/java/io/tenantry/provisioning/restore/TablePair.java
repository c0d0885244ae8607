package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.server.DatabaseName;
import io.tenantry.provisioning.server.Identifiers;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One table as it is in a peek and in the tenant's live database, both on one server. In its SQL
 * {@code p} is what was then and {@code l} is what is now.
 *
 * @param columns that both have and that hold values of their own, in the order of the live table
 * @param key those of the primary key; none if it is not the same in both, or there is none
 * @param onlyThen columns that the live table has not
 * @param onlyNow columns that the table of the peek has not
 */
record TablePair(
        DatabaseName peek,
        DatabaseName live,
        String name,
        List<ComparedColumn> columns,
        List<ComparedColumn> key,
        List<String> onlyThen,
        List<String> onlyNow) {
    TablePair {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        onlyThen = List.copyOf(onlyThen);
        onlyNow = List.copyOf(onlyNow);
    }

    /** Whether a row then and a row now can be known to be the same one. */
    boolean hasKey() {
        return !key.isEmpty();
    }

    String then() {
        return in(peek);
    }

    String now() {
        return in(live);
    }

    private String in(DatabaseName database) {
        return "%s.%s".formatted(database.quoted(), Identifiers.quoted(name));
    }

    /** Both are one row, then and now. */
    String sameRow() {
        return joined(key, " AND ", column -> column.of("l") + " = " + column.of("p"));
    }

    /** And it has not changed. */
    String unchanged() {
        return joined(columns, " AND ", column -> column.same("l", "p"));
    }

    /** There is no row now (l) or then (p). */
    String absent(String alias) {
        return key.getFirst().of(alias) + " IS NULL";
    }

    /** In the order of the key. */
    String order(String alias) {
        return joined(key, ", ", column -> column.of(alias));
    }

    /** What stands for a whole row where there is no key. */
    String hashed(String alias) {
        return "SHA2(CONCAT(%s), 256)"
                .formatted(joined(columns, ", ", column -> column.delimited(alias)));
    }

    static String joined(
            List<ComparedColumn> columns, String by, Function<ComparedColumn, String> each) {
        return columns.stream().map(each).collect(Collectors.joining(by));
    }
}
