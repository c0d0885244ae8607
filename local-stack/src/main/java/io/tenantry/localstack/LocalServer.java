package io.tenantry.localstack;

import io.tenantry.localstack.StackException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One server process on data of its own, which can be stopped, killed and started again: it comes
 * back on the same port with the same data. Thread-safe.
 */
public abstract sealed class LocalServer implements AutoCloseable
        permits LocalDatabaseServer, LocalRedis {
    private static final Duration START_PATIENCE = Duration.ofMinutes(2);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);
    private static final Duration PROBE_INTERVAL = Duration.ofMillis(25);
    private static final int PORT_ATTEMPTS = 3;

    private final String name;
    private final Path folder;
    private @Nullable ChildProcess child;
    private int port;

    LocalServer(String name, Path folder) {
        this.name = name;
        this.folder = folder;
    }

    public String name() {
        return name;
    }

    public String host() {
        return Ports.HOST;
    }

    /** The port of the last start; it stays the same from then on. */
    public synchronized int port() {
        if (port == 0) {
            throw new IllegalStateException(name + " was never started");
        }
        return port;
    }

    /**
     * Its process.
     *
     * @throws IllegalStateException if it does not run
     */
    public synchronized long pid() {
        return running().pid();
    }

    private ChildProcess running() {
        if (child == null) {
            throw new IllegalStateException(name + " does not run");
        }
        return child;
    }

    /** Whether its process lives. */
    public synchronized boolean isRunning() {
        return child != null && child.isAlive();
    }

    /**
     * Starts it and returns when it answers; does nothing if it runs.
     *
     * @throws StackException if it does not come up, with the end of its log
     */
    public synchronized void start() {
        if (isRunning()) {
            return;
        }
        makeFolder();
        prepare();
        if (port != 0) {
            launch(port);
        }
        for (int attempt = 1; port == 0; attempt++) {
            launchAnywhere(attempt == PORT_ATTEMPTS);
        }
        settle();
    }

    /** Ends it cleanly and waits; does nothing if it does not run. */
    public synchronized void stop() {
        if (child != null) {
            child.stop(STOP_PATIENCE);
            child = null;
        }
    }

    /** Ends it as {@code kill -9} would, and waits until the process is gone. */
    public synchronized void kill() {
        if (child != null) {
            child.kill();
            child = null;
        }
    }

    /**
     * Makes it hang: its connections stay open and new ones are accepted by the machine, but it
     * answers nothing until {@link #thaw}.
     */
    public synchronized void freeze() {
        running().freeze();
    }

    /** Lets a frozen one go on as if nothing had been; does nothing otherwise. */
    public synchronized void thaw() {
        running().thaw();
    }

    /** {@link #stop} and {@link #start}. */
    public synchronized void restart() {
        stop();
        start();
    }

    /** {@link #stop}. */
    @Override
    public void close() {
        stop();
    }

    /** The folder for its data, log and notes. */
    final Path folder() {
        return folder;
    }

    /** Makes what must be there before the first start; called before each start. */
    abstract void prepare();

    /** Removes what was needed for the start only; called after each that succeeded. */
    void settle() {}

    abstract List<String> command(int onPort);

    abstract Map<String, String> environment();

    /** Whether the given process, and no other, answers on the port. */
    abstract boolean answers(int onPort, long pid);

    private void makeFolder() {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another process may take a free port before the server does: then a new one is tried. */
    private void launchAnywhere(boolean lastAttempt) {
        Path note = folder.resolve("port");
        int candidate = Ports.choose(note);
        try {
            launch(candidate);
            port = candidate;
            Ports.note(note, port);
        } catch (StackException e) {
            if (lastAttempt || Ports.isFree(candidate)) {
                throw e;
            }
        }
    }

    private void launch(int onPort) {
        ChildProcess started = ChildProcess.start(command(onPort), environment(), folder);
        boolean up = false;
        try {
            awaitReady(started, onPort);
            up = true;
        } finally {
            if (!up) {
                started.kill();
            }
        }
        child = started;
    }

    private void awaitReady(ChildProcess started, int onPort) {
        long deadline = System.nanoTime() + START_PATIENCE.toNanos();
        while (!answers(onPort, started.pid())) {
            if (started.awaitEnd(PROBE_INTERVAL)) {
                throw failed("ended with exit code " + started.exitCode());
            }
            if (System.nanoTime() > deadline) {
                throw failed("does not answer after " + START_PATIENCE.toSeconds() + " s");
            }
        }
    }

    private StackException failed(String what) {
        String log = ChildProcess.logTail(folder);
        Reason reason =
                log.contains("No space left on device") ? Reason.NO_SPACE : Reason.START_FAILED;
        return new StackException(
                reason,
                "%s %s. The end of %s:%n%s".formatted(name, what, ChildProcess.log(folder), log));
    }
}
