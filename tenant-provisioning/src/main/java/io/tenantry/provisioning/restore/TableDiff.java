package io.tenantry.provisioning.restore;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of a table's rows between then and now.
 *
 * @param then how many there were
 * @param now how many there are
 * @param added that are there now and were not
 * @param changed that are others now; none where rows cannot be told apart by a key
 * @param missing that were there and are not
 * @param byKey whether rows are told apart by the primary key; else by all their values
 * @param columnsOnlyThen that are compared with nothing
 * @param columnsOnlyNow likewise
 * @param examples of rows, as many of each kind as were asked for
 */
public record TableDiff(
        String table,
        long then,
        long now,
        long added,
        long changed,
        long missing,
        boolean byKey,
        List<String> columnsOnlyThen,
        List<String> columnsOnlyNow,
        List<Example> examples) {
    public TableDiff {
        columnsOnlyThen = List.copyOf(columnsOnlyThen);
        columnsOnlyNow = List.copyOf(columnsOnlyNow);
        examples = List.copyOf(examples);
    }

    /** Whether the table holds what it held. */
    public boolean isSame() {
        return added == 0 && changed == 0 && missing == 0;
    }

    /** What became of a row. */
    public enum Change {
        ADDED,
        CHANGED,
        MISSING
    }

    /**
     * A row; values as text, long ones only their beginnings.
     *
     * @param then null if it was not there; of a changed one the key and what differs
     * @param now null if it is not there; likewise
     */
    public record Example(
            Change change,
            @Nullable Map<String, @Nullable String> then,
            @Nullable Map<String, @Nullable String> now) {}
}
