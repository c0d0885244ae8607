package io.tenantry.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Real database servers and a Redis on this machine. Close it to stop them; they are stopped when
 * the JVM exits, too. Thread-safe.
 */
public final class LocalStack implements AutoCloseable {
    private final StackDescription description;
    private final ExtraServers extras;
    private final Runnable whenClosed;

    private LocalStack(StackDescription description, ExtraServers extras, Runnable whenClosed) {
        this.description = description;
        this.extras = extras;
        this.whenClosed = whenClosed;
    }

    /**
     * Starts a stack and returns when all of it answers.
     *
     * @throws StackException if it cannot be had; nothing is left running then
     */
    public static LocalStack start(StackOptions options) {
        RunningStack running = RunningStack.start(options);
        ExtraServers extras = ExtraServers.in(running);
        return new LocalStack(
                running.description(),
                extras,
                () -> {
                    extras.close();
                    running.close();
                });
    }

    /**
     * The stack that the system property {@code tenantry.stack.file} names; {@link #close} leaves
     * it running. Without that property, this JVM's own stack, started on the first call on an
     * empty folder below {@code target/}, of the engine that {@code tenantry.engine} names ({@code
     * mariadb} by default), and stopped when the JVM exits.
     *
     * @throws StackException if it cannot be had
     */
    public static LocalStack sharedOrStart() {
        Path file = SharedStack.file();
        StackDescription description = StackFile.read(file);
        ExtraServers extras = ExtraServers.beside(description.engine());
        return new LocalStack(description, extras, extras::close);
    }

    public Engine engine() {
        return description.engine();
    }

    /** At least one; the first holds the control plane. */
    public List<DatabaseServer> databaseServers() {
        return description.servers();
    }

    public Redis redis() {
        return description.redis();
    }

    public ControlPlane controlPlane() {
        return description.controlPlane();
    }

    /**
     * Starts one more database server of the stack's engine, empty, for a test that kills it or
     * that needs its own arguments. It is stopped with this stack object at the latest.
     *
     * @param name unique among this object's further servers; names its folder
     * @param arguments go last and so win, for instance {@code --version=8.0.38}
     */
    public LocalDatabaseServer startDatabaseServer(String name, String... arguments) {
        return extras.startDatabaseServer(name, List.of(arguments));
    }

    /** Starts one more Redis; see {@link #startDatabaseServer}. */
    public LocalRedis startRedis(String name, String... arguments) {
        return extras.startRedis(name, List.of(arguments));
    }

    /** Writes the stack's description for other processes; see {@link StackFile}. */
    void writeFile(Path file) {
        StackFile.write(file, description);
    }

    /** Writes the same for shells; see {@link ShellFile}. */
    void writeShellFile(Path file) {
        try {
            Secrets.publish(file, ShellFile.lines(description));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops what this object started; does nothing the second time. */
    @Override
    public void close() {
        whenClosed.run();
    }
}
