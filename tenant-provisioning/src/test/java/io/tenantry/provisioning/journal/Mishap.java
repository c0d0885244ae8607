package io.tenantry.provisioning.journal;

import java.sql.SQLException;

/** Something that a test lets happen before or after a step. */
@FunctionalInterface
public interface Mishap<I> {
    void happen(StepContext<I> context) throws SQLException;

    /** The step, done twice in a row in each direction. */
    static <I> Step<I> twice(Step<I> step) {
        return step(step, step::execute, step::execute, step::undo, step::undo);
    }

    static <I> Step<I> before(Step<I> step, Mishap<I> mishap) {
        return step(step, mishap, step::execute, _ -> {}, step::undo);
    }

    static <I> Step<I> after(Step<I> step, Mishap<I> mishap) {
        return step(step, step::execute, mishap, _ -> {}, step::undo);
    }

    static <I> Step<I> beforeUndo(Step<I> step, Mishap<I> mishap) {
        return step(step, _ -> {}, step::execute, mishap, step::undo);
    }

    static <I> Step<I> afterUndo(Step<I> step, Mishap<I> mishap) {
        return step(step, _ -> {}, step::execute, step::undo, mishap);
    }

    private static <I> Step<I> step(
            Step<I> step,
            Mishap<I> firstDo,
            Mishap<I> thenDo,
            Mishap<I> firstUndo,
            Mishap<I> thenUndo) {
        return new Step<>() {
            @Override
            public String name() {
                return step.name();
            }

            @Override
            public void execute(StepContext<I> context) throws SQLException {
                firstDo.happen(context);
                thenDo.happen(context);
            }

            @Override
            public void undo(StepContext<I> context) throws SQLException {
                firstUndo.happen(context);
                thenUndo.happen(context);
            }
        };
    }
}
