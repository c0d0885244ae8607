package io.tenantry.localstack;

import io.tenantry.localstack.StackException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * Runs a stack until it is told to stop: by SIGTERM, SIGINT, or the end of a parent process.
 *
 * <p>Exit codes: 0 stopped as told, 143 and 130 by a signal, 2 wrong arguments, 3 data folder in
 * use, 4 data folder unusable, 5 no disk space, 6 software not to be had, 7 a server did not start.
 */
public final class StackRunner {
    private StackRunner() {}

    /** See {@link RunnerOptions#USAGE}. */
    public static void main(String[] arguments) {
        try {
            run(RunnerOptions.parse(arguments));
        } catch (StackException e) {
            System.err.println(e.getMessage());
            System.exit(e.reason().exitCode());
        } catch (UncheckedIOException e) {
            System.err.println(e.getMessage());
            boolean full = String.valueOf(e.getMessage()).contains("No space left on device");
            System.exit((full ? Reason.NO_SPACE : Reason.FOLDER_UNUSABLE).exitCode());
        }
    }

    private static void run(RunnerOptions options) {
        Optional<ProcessHandle> parent = options.parent().map(StackRunner::living);
        CountDownLatch over = new CountDownLatch(1);
        try (LocalStack stack = LocalStack.start(options.stack())) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> deleteFiles(options)));
            parent.ifPresent(process -> watch(process, over));
            options.shellFile().ifPresent(stack::writeShellFile);
            stack.writeFile(options.file());
            System.out.printf(
                    "%d %s server(s) and Redis are running; see %s%n",
                    stack.databaseServers().size(), stack.engine(), options.file());
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void watch(ProcessHandle parent, CountDownLatch over) {
        Thread.ofVirtual()
                .start(() -> {
                    parent.onExit().join();
                    over.countDown();
                });
    }

    private static ProcessHandle living(long pid) {
        return ProcessHandle.of(pid)
                .orElseThrow(
                        () -> new StackException(Reason.USAGE, "There is no process " + pid + "."));
    }

    private static void deleteFiles(RunnerOptions options) {
        delete(options.file());
        options.shellFile().ifPresent(StackRunner::delete);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            System.err.println("Cannot remove " + file + ": " + e);
        }
    }
}
