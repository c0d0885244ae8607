package io.tenantry.provisioning.journal;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;

/** What a test lets happen around a step, whatever its input. */
public interface Mishaps {
    /** What {@link #fails} and {@link #failsOnce} say. */
    String FAILURE = "injected failure";

    <I> Step<I> around(Step<I> step);

    /** A kind of operation to which it happens at one step. */
    default <I> OperationKind<I> at(OperationKind<I> kind, String step) {
        return DecoratedKind.at(kind, step, this::around);
    }

    /** Something that happens, and knows nothing of the step. */
    @FunctionalInterface
    interface Incident {
        void happen() throws SQLException;
    }

    /** The step is done twice in a row in each direction. */
    static Mishaps twice() {
        return new Mishaps() {
            @Override
            public <I> Step<I> around(Step<I> step) {
                return Mishap.twice(step);
            }
        };
    }

    /** Each time its work is done, the step fails for a reason that does not pass. */
    static Mishaps fails() {
        return after(Mishaps::failure);
    }

    /** As {@link #fails}, but only the first time. */
    static Mishaps failsOnce() {
        return after(once(Mishaps::failure));
    }

    /** The process dies before the step. */
    static Mishaps crashesBefore() {
        return new Mishaps() {
            @Override
            public <I> Step<I> around(Step<I> step) {
                return Mishap.before(step, _ -> crash());
            }
        };
    }

    /** The process dies when the step has done its work, and before that is written down. */
    static Mishaps crashesAfter() {
        return after(Mishaps::crash);
    }

    /** The step fails, and the process dies before its undo. */
    static Mishaps crashesBeforeUndo() {
        return new Mishaps() {
            @Override
            public <I> Step<I> around(Step<I> step) {
                return Mishap.beforeUndo(fails().around(step), _ -> crash());
            }
        };
    }

    /** The step fails, and the process dies when it is undone, before that is written down. */
    static Mishaps crashesAfterUndo() {
        return new Mishaps() {
            @Override
            public <I> Step<I> around(Step<I> step) {
                return Mishap.afterUndo(fails().around(step), _ -> crash());
            }
        };
    }

    private static Mishaps after(Incident incident) {
        return new Mishaps() {
            @Override
            public <I> Step<I> around(Step<I> step) {
                return Mishap.after(step, _ -> incident.happen());
            }
        };
    }

    private static Incident once(Incident incident) {
        AtomicBoolean armed = new AtomicBoolean(true);
        return () -> {
            if (armed.getAndSet(false)) {
                incident.happen();
            }
        };
    }

    private static void failure() throws SQLException {
        throw new SQLException(FAILURE, "HY000", 1);
    }

    private static void crash() {
        throw new Crash();
    }
}
