package io.tenantry.provisioning.changelog;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of a migration that happens as a whole or not at all.
 *
 * @param statements one that changes the schema, or those that change rows in one transaction
 * @param after where the database is afterwards
 */
record Move(StatementKind kind, List<String> statements, Checkpoint after) {
    Move {
        statements = List.copyOf(statements);
    }

    /** Pieces whose ends are not known yet: neighbouring changes of rows belong together. */
    static List<Pending> pending(List<String> statements) {
        List<Pending> pieces = new ArrayList<>();
        for (String sql : statements) {
            StatementKind kind = StatementKind.of(sql);
            Pending last = pieces.isEmpty() ? null : pieces.getLast();
            if (last != null && kind == StatementKind.DATA && last.kind() == kind) {
                last.statements().add(sql);
            } else {
                pieces.add(new Pending(kind, new ArrayList<>(List.of(sql))));
            }
        }
        return pieces;
    }

    /** A piece whose end is not known yet. */
    record Pending(StatementKind kind, List<String> statements) {
        Move endingAt(Checkpoint after) {
            return new Move(kind, statements, after);
        }
    }
}
