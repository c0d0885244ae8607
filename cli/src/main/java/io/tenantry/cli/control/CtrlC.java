package io.tenantry.cli.control;

import io.tenantry.cli.output.Console;
import io.tenantry.provisioning.journal.Operation;
import io.tenantry.provisioning.journal.OperationId;
import io.tenantry.provisioning.journal.OperationRunner;
import io.tenantry.provisioning.journal.Recall;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What Ctrl-C (or a TERM) does while an operation is followed: the operation is undone, or let go
 * of where it cannot go back, and which of it is said. The process ends when that has been done, or
 * when it has taken too long.
 */
final class CtrlC implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final OperationId operation;
    private final OperationRunner runner;
    private final Console console;
    private final CompletableFuture<Operation> ended = new CompletableFuture<>();
    private final Thread hook = new Thread(this::stop, "tenantry-ctrl-c");
    private volatile boolean stopping;

    private CtrlC(OperationId operation, OperationRunner runner, Console console) {
        this.operation = operation;
        this.runner = runner;
        this.console = console;
    }

    static CtrlC during(OperationId operation, OperationRunner runner, Console console) {
        CtrlC watch = new CtrlC(operation, runner, console);
        Runtime.getRuntime().addShutdownHook(watch.hook);
        return watch;
    }

    /** Whether it was pressed. */
    boolean isStopping() {
        return stopping;
    }

    private void stop() {
        stopping = true;
        console.say("");
        console.say("Stopping. Operation %s is called back ...".formatted(operation));
        Recall recall = runner.recall(operation, "stopped at the prompt");
        promise(recall).ifPresent(console::say);
        try {
            console.say(outcome(ended.get(PATIENCE.toSeconds(), TimeUnit.SECONDS), recall));
        } catch (TimeoutException | ExecutionException e) {
            console.say(unfinished(operation, recall));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nothing is promised of what had ended before. */
    private static Optional<String> promise(Recall recall) {
        return switch (recall) {
            case BACK -> Optional.of("It is taken back.");
            case BACK_ELSEWHERE ->
                    Optional.of(
                            "A server is at work on it; it is taken back at its next step, at the latest.");
            case TOO_LATE -> Optional.empty();
            case LET_GO -> Optional.of("It cannot go back; it is let go of as it is.");
            case UNHEARD ->
                    Optional.of(
                            "The control plane does not answer, so no server knows of that yet.");
        };
    }

    private static String outcome(Operation operation, Recall recall) {
        return switch (operation.state()) {
            case UNDONE ->
                    "Operation %s was undone; nothing of it is left.".formatted(operation.id());
            case SUCCEEDED ->
                    "Operation %s had succeeded before it could be stopped."
                            .formatted(operation.id());
            case FAILED ->
                    "Operation %s cannot be undone by itself: tenantry operation retry %s"
                            .formatted(operation.id(), operation.id());
            case RUNNING -> unfinished(operation.id(), recall);
        };
    }

    private static String unfinished(OperationId id, Recall recall) {
        return switch (recall) {
            case BACK, BACK_ELSEWHERE ->
                    "Operation %s is not undone yet. A server goes on with that within seconds; without one: tenantry operation retry %s"
                            .formatted(id, id);
            case LET_GO ->
                    "Operation %s was let go of as it is. A server goes on with it; without one: tenantry operation retry %s"
                            .formatted(id, id);
            case TOO_LATE, UNHEARD ->
                    "Whether operation %s was undone is not certain: tenantry operation show %s"
                            .formatted(id, id);
        };
    }

    /** The operation has come to its end; does not return if the process is about to end, too. */
    void end(Operation operation) {
        ended.complete(operation);
        if (stopping) {
            // What the hook has to say is the last word.
            while (true) {
                Pause.glance();
            }
        }
    }

    @Override
    public void close() {
        if (!stopping) {
            try {
                boolean _ = Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException alreadyEnding) {
                stopping = true;
            }
        }
    }
}
