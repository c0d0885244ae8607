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
    private static final int WHOLE = 100;

    /** By how many hundredths a step must have gone on for another line. */
    private static final int LINE = 10;

    private final Console console;
    private final Instant begun = Instant.now();
    private boolean shown;
    private int percent;
    private String howFar = "";

    Progress(Console console) {
        this.console = console;
    }

    void show(Operation operation, List<OperationEvent> events) {
        for (OperationEvent event : events) {
            boolean worthALine = note(event);
            if (worthALine && !console.watched()) {
                line(operation, event);
            }
        }
        if (console.watched()) {
            bar(operation);
        }
    }

    /** Whether it says much that is new. */
    private boolean note(OperationEvent event) {
        int before = percent;
        percent = event.percent().orElse(0);
        howFar = percent == 0 ? "" : ", " + event.detail();
        return event.percent().isEmpty() || percent / LINE > before / LINE;
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
        long made = WHOLE * done + percent;
        int filled = (int) (WIDTH * made / (WHOLE * Math.max(1L, steps.size())));
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
                                at + howFar));
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
