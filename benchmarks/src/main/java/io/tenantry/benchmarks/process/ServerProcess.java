package io.tenantry.benchmarks.process;

import io.tenantry.benchmarks.workbench.PrivateFile;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** A Quarkus server in a JVM of its own. */
public final class ServerProcess implements AutoCloseable {

    /** The same for every server, so that none wins by memory. */
    public static final List<String> JVM_OPTIONS = List.of("-Xms512m", "-Xmx512m");

    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int LOG_LINES_TOLD = 30;

    private final String name;
    private final Process process;
    private final Thread stopOnExit;
    private final URI address;
    private final Path log;

    private ServerProcess(String name, Process process, URI address, Path log) {
        this.name = name;
        this.process = process;
        this.address = address;
        this.log = log;
        this.stopOnExit = new Thread(process::destroyForcibly, "stop " + name);
        Runtime.getRuntime().addShutdownHook(stopOnExit);
    }

    /**
     * Starts a packaged Quarkus application and waits until it is ready.
     *
     * @param runner the {@code quarkus-run.jar}
     * @param configuration properties of the application; the port is added
     * @param folder takes the configuration's file and the log, both named after the server
     * @throws ServerDiedException if it ends, or is not ready after 90 seconds
     */
    public static ServerProcess start(
            String name, Path runner, Map<String, String> configuration, Path folder)
            throws IOException, InterruptedException {
        int port = FreePort.find();
        Path log = folder.resolve(name + ".log");
        Path file = write(configuration, port, folder.resolve(name + ".properties"));
        List<String> command = new ArrayList<>();
        command.add(JavaProcess.executable());
        command.addAll(JVM_OPTIONS);
        // In a file, because everyone may read a process's arguments.
        command.add("-Dquarkus.config.locations=" + file.toAbsolutePath());
        command.add("-jar");
        command.add(runner.toAbsolutePath().toString());
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        URI address = URI.create("http://127.0.0.1:" + port);
        ServerProcess server = new ServerProcess(name, process, address, log);
        try {
            server.awaitReady();
        } catch (IOException | InterruptedException | RuntimeException e) {
            server.close();
            throw e;
        }
        return server;
    }

    private static Path write(Map<String, String> configuration, int port, Path file)
            throws IOException {
        Properties properties = new Properties();
        properties.putAll(configuration);
        properties.setProperty("quarkus.http.port", Integer.toString(port));
        StringWriter text = new StringWriter();
        properties.store(text, null);
        return PrivateFile.write(file, text.toString());
    }

    /** As reports call it. */
    public String name() {
        return name;
    }

    /** Where it listens, without a slash at the end. */
    public URI address() {
        return address;
    }

    /**
     * The processor time that the server has used since it started; zero if the system hides it.
     */
    public Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /**
     * Checks that the server still runs.
     *
     * @throws ServerDiedException if it has ended in the meantime
     */
    public void requireAlive() {
        if (!process.isAlive()) {
            throw died("ended with status " + process.exitValue());
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(stopOnExit);
        } catch (IllegalStateException e) {
            // The JVM is going down and the hook does, or did, the same.
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(START_LIMIT);
        HttpRequest ready =
                HttpRequest.newBuilder(address.resolve("/q/health/ready"))
                        .timeout(Duration.ofSeconds(5))
                        .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (Instant.now().isBefore(deadline)) {
                requireAlive();
                if (answersOk(http, ready)) {
                    return;
                }
                Thread.sleep(POLL);
            }
        }
        throw died("was not ready after " + START_LIMIT.toSeconds() + " s");
    }

    private static boolean answersOk(HttpClient http, HttpRequest request)
            throws InterruptedException {
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // not listening yet
        }
    }

    private ServerDiedException died(String how) {
        String end;
        try {
            List<String> lines = Files.readAllLines(log);
            int from = Math.max(0, lines.size() - LOG_LINES_TOLD);
            end = String.join("\n", lines.subList(from, lines.size()));
        } catch (IOException e) {
            end = "(no log: " + e.getMessage() + ")";
        }
        return new ServerDiedException(name + " " + how + "; its last words:\n" + end);
    }

    /** A server under test is not there any more, or never was. */
    public static final class ServerDiedException extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        ServerDiedException(String message) {
            super(message);
        }
    }
}
