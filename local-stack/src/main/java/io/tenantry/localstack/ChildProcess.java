package io.tenantry.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server's process: its output goes to a log file, and its folder notes it while it runs. */
final class ChildProcess {
    private static final int LOG_TAIL_LINES = 15;

    private final Process process;
    private final Path serverFolder;
    private boolean frozen;

    private ChildProcess(Process process, Path serverFolder) {
        this.process = process;
        this.serverFolder = serverFolder;
    }

    static ChildProcess start(
            List<String> command, Map<String, String> environment, Path serverFolder) {
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(serverFolder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(log(serverFolder).toFile()));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            ChildRecord.write(serverFolder, process.toHandle());
            return new ChildProcess(process, serverFolder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command.getFirst(), e);
        }
    }

    static Path log(Path serverFolder) {
        return serverFolder.resolve("server.log");
    }

    /** The last lines of a server's log, for an error message. */
    static String logTail(Path serverFolder) {
        try {
            List<String> lines = Files.readAllLines(log(serverFolder), StandardCharsets.ISO_8859_1);
            int from = Math.max(0, lines.size() - LOG_TAIL_LINES);
            return String.join("\n", lines.subList(from, lines.size()));
        } catch (IOException e) {
            return "(no log: %s)".formatted(e);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int exitCode() {
        return process.exitValue();
    }

    /** Waits for the process to end; {@code false} if it still runs afterwards. */
    boolean awaitEnd(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }

    /** Stops it where it is, as {@code kill -STOP} does. */
    void freeze() {
        signal("STOP");
        frozen = true;
    }

    void thaw() {
        if (frozen) {
            signal("CONT");
            frozen = false;
        }
    }

    private void signal(String name) {
        try {
            // The shell's own kill: not every machine has it as a program.
            Process sent =
                    new ProcessBuilder("sh", "-c", "kill -%s %d".formatted(name, pid()))
                            .inheritIO()
                            .start();
            if (sent.waitFor() != 0) {
                throw new IllegalStateException("kill -%s %d failed".formatted(name, pid()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Asks it to end, and kills it when it has not after the given time. */
    void stop(Duration patience) {
        process.destroy();
        thaw(); // a frozen one would not hear
        if (!awaitEnd(patience)) {
            kill();
        }
        ChildRecord.clear(serverFolder);
    }

    /** Kills it without warning and waits until it is gone. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
        ChildRecord.clear(serverFolder);
    }
}
