package io.tenantry.benchmarks.backup;

import io.tenantry.benchmarks.process.JavaProcess;
import io.tenantry.localstack.DatabaseServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Tenantry's engine in a JVM of its own, which lives as long as a server's does. */
final class ByTenantry implements Way, AutoCloseable {

    /** What a backup of any size has to do with. */
    static final List<String> JVM = List.of("-Xmx96m", "-XX:+UseSerialGC");

    private final Process process;
    private final PrintStream commands;
    private final BufferedReader answers;

    private ByTenantry(Process process) {
        this.process = process;
        this.commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Starts it.
     *
     * @param folder where backups go
     */
    static ByTenantry start(DatabaseServer server, Path folder) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(JavaProcess.executable());
        command.addAll(JVM);
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        BackupProbe.class.getName(),
                        folder.toString()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(BackupProbe.environment(server));
        return new ByTenantry(builder.start());
    }

    @Override
    public String name() {
        return "tenantry";
    }

    @Override
    public void dump() throws IOException {
        ask("dump");
    }

    @Override
    public void restore(String database) throws IOException {
        ask("restore " + database);
    }

    /** Reads all of the backup and compares it with its manifest. */
    void verify() throws IOException {
        ask("verify");
    }

    /** The most heap that was ever in use, in bytes. */
    long peakHeap() throws IOException {
        return Long.parseLong(ask("peak"));
    }

    private String ask(String command) throws IOException {
        commands.println(command);
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("the JVM that was to %s has ended".formatted(command));
        }
        return answer;
    }

    @Override
    public void close() {
        commands.close();
        process.onExit().join();
    }
}
