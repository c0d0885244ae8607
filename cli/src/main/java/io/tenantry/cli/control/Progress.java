package io.tenantry.cli.control;

import io.tenantry.cli.output.Console;
import io.tenantry.provisioning.journal.Operation;
import io.tenantry.provisioning.journal.OperationEvent;
import io.tenantry.provisioning.journal.OperationStep;
import io.tenantry.provisioning.journal.StepState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Shows how far an operation is: a bar that moves in place on a terminal, else a line for each
 * thing that happens.
 */
final class Progress {
    private static final int WIDTH = 20;

    private final Console console;
    private final Instant begun = Instant.now();
    private boolean shown;

    Progress(Console console) {
        this.console = console;
    }

    void show(Operation operation, List<OperationEvent> events) {
        if (console.watched()) {
            bar(operation);
        } else {
            events.forEach(event -> line(operation, event));
        }
    }

    private void line(Operation operation, OperationEvent event) {
        String detail = event.detail();
        console.say(
                "%s %s: %s%s"
                        .formatted(
                                operation.kind(),
                                event.step() == null ? operation.id().value() : event.step(),
                                event.state(),
                                detail == null ? "" : " (%s)".formatted(detail)));
    }

    private void bar(Operation operation) {
        List<OperationStep> steps = operation.steps();
        long done = steps.stream().filter(step -> step.state() == StepState.DONE).count();
        int filled = (int) (WIDTH * done / Math.max(1, steps.size()));
        String at =
                steps.stream()
                        .filter(step ->
                                step.state() == StepState.DOING
                                        || step.state() == StepState.UNDOING)
                        .map(step ->
                                (step.state() == StepState.UNDOING ? "undoing " : "")
                                        + step.name()
                                        + (step.attempts() > 1
                                                ? ", attempt " + step.attempts()
                                                : ""))
                        .findFirst()
                        .orElse("");
        console.move(
                "%s [%s%s] %d/%d %s %s"
                        .formatted(
                                operation.kind(),
                                "#".repeat(filled),
                                ".".repeat(WIDTH - filled),
                                done,
                                steps.size(),
                                elapsed(),
                                at));
        shown = true;
    }

    private String elapsed() {
        Duration since = Duration.between(begun, Instant.now());
        return "%d:%02d".formatted(since.toMinutes(), since.toSecondsPart());
    }

    /** Leaves the terminal as it was: what follows begins on a line of its own. */
    void end() {
        if (shown) {
            console.move("");
            shown = false;
        }
    }
}
