package io.tenantry.cli.control;

import io.tenantry.cli.CommandFailedException;
import io.tenantry.cli.ExitCode;
import io.tenantry.cli.Reasons;
import io.tenantry.cli.output.Console;
import io.tenantry.provisioning.journal.Operation;
import io.tenantry.provisioning.journal.OperationEvent;
import io.tenantry.provisioning.journal.OperationId;
import io.tenantry.provisioning.journal.OperationRunner;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.provisioning.journal.Operations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stays with an operation until it has ended, and sees to it that somebody runs it. */
public final class Follower {
    private static final Duration PATIENCE_WITH_SERVERS = Duration.ofSeconds(10);

    private final Operations operations;
    private final OperationRunner runner;
    private final Console console;

    public Follower(Control control, Console console) {
        this.operations = control.operations();
        this.runner = control.provisioning().runner();
        this.console = console;
    }

    /**
     * Follows an operation to its end.
     *
     * @return the operation as it ended, or as it is if only a server can go on with it and none
     *     does
     */
    public Operation follow(OperationId id) {
        try (CtrlC ctrlC = CtrlC.during(id, runner, console)) {
            Operation ended = follow(id, ctrlC);
            ctrlC.end(ended);
            return ended;
        }
    }

    private Operation follow(OperationId id, CtrlC ctrlC) {
        Progress progress = new Progress(console);
        int seen = 0;
        Instant left = null;
        while (true) {
            Operation operation = demand(id);
            List<OperationEvent> events = operations.eventsAfter(id, seen);
            progress.show(operation, events);
            left = events.isEmpty() ? left : null;
            seen = events.isEmpty() ? seen : events.getLast().sequence();
            if (!operation.state().isFinal() && !isRunHere(operation, ctrlC)) {
                left = left == null ? Instant.now() : left;
            }
            if (operation.state().isFinal() || isOver(left, ctrlC)) {
                progress.end();
                return operation;
            }
            Pause.glance();
        }
    }

    /** Sees to it that it is run, and says whether this process may have a part in that. */
    private boolean isRunHere(Operation operation, CtrlC ctrlC) {
        if (ctrlC.isStopping() && !runner.canGoBack(operation.kind())) {
            return !runner.isIdle();
        }
        return runner.takeOn(operation.id()) || !runner.leaves(operation.id());
    }

    private static boolean isOver(@Nullable Instant left, CtrlC ctrlC) {
        return left != null
                && (ctrlC.isStopping() || left.plus(PATIENCE_WITH_SERVERS).isBefore(Instant.now()));
    }

    private Operation demand(OperationId id) {
        return operations
                .find(id)
                .orElseThrow(() ->
                        new CommandFailedException(
                                ExitCode.NOT_FOUND,
                                "operation_unknown",
                                "no operation has the id " + id,
                                "tenantry operation list shows those there are."));
    }

    /** What a command ends with whose operation came so far, after telling what went wrong. */
    public static ExitCode verdict(Operation operation, Console console) {
        return switch (operation.state()) {
            case SUCCEEDED -> ExitCode.OK;
            case RUNNING -> {
                console.say(
                        "Operation %s waits for a server: the step %s is not one that this command can run. It goes on by itself when a server runs."
                                .formatted(operation.id(), present(operation)));
                yield ExitCode.UNFINISHED;
            }
            case FAILED, UNDONE -> {
                throw new CommandFailedException(
                        Reasons.exitOfOperation(operation.errorCode()),
                        why(operation.errorCode()),
                        "operation %s %s: %s"
                                .formatted(
                                        operation.id(),
                                        operation.state() == OperationState.UNDONE
                                                ? "was undone, nothing of it is left"
                                                : "failed and cannot go on by itself",
                                        operation.errorDetail()),
                        operation.state() == OperationState.UNDONE
                                ? "Mend the cause, then give the command again."
                                : "Mend the cause, then: tenantry operation retry "
                                        + operation.id());
            }
        };
    }

    private static String why(@Nullable String code) {
        return code == null ? "operation_failed" : code;
    }

    private static String present(Operation operation) {
        return operation.steps().stream()
                .filter(step -> step.finishedAt() == null)
                .map(step -> step.name())
                .findFirst()
                .orElse("next");
    }
}
