package io.tenantry.provisioning.journal;

import java.sql.SQLException;

/**
 * One small change with an undo.
 *
 * <p>Both directions are idempotent: each may run again after it ran in part or as a whole, in this
 * process or another, and then leaves the same state. The undo also runs when the change has only
 * half happened, or not at all.
 *
 * <p>A step throws to say that it did not succeed. A passing cause (a lost connection, a deadlock)
 * is tried again; anything else undoes the operation. An {@link Error} is neither: it ends the
 * attempt as a crash would, and the operation passes on when its lease ends. A step that has to
 * wait throws {@link NotYetException} rather than keep a runner busy.
 *
 * @param <I> the operation's input
 */
public interface Step<I> {
    /** Its name in the journal: 1 to 60 lower-case letters, digits and hyphens. */
    String name();

    void execute(StepContext<I> context) throws SQLException;

    void undo(StepContext<I> context) throws SQLException;
}
