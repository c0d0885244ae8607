package io.tenantry.replicas;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tenantry.server.TestAccounts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One replica of the packaged server in a process of its own. */
final class Replica implements AutoCloseable {
    private static final Path RUNNER = Path.of("target", "quarkus-app", "quarkus-run.jar");

    /** One a JVM of tests: another's replicas bear the same names. */
    private static final Path FOLDER =
            Path.of("target", "replicas", String.valueOf(ProcessHandle.current().pid()));

    private static final Pattern ADDRESS = Pattern.compile("Listening on: (http://[\\d.]+:\\d+)");
    private static final String NOWHERE = "http://127.0.0.1:1";
    private static final Duration START_LIMIT = Duration.ofMinutes(4);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);
    private static final int LOG_LINES_TOLD = 40;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger STARTED = new AtomicInteger();

    private final String name;
    private final Process process;
    private final Thread stopOnExit;
    private volatile String url = NOWHERE;
    private final Path log;
    private String operatorToken;

    private Replica(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.stopOnExit = new Thread(process::destroyForcibly, "stop " + name);
        Runtime.getRuntime().addShutdownHook(stopOnExit);
    }

    /** Starts one; it may not be ready yet. */
    static Replica start(String name, Map<String, String> configuration) {
        try {
            Files.createDirectories(FOLDER);
            // One log a process: an earlier one's lines, or an earlier run's, are not its own.
            Path log = FOLDER.resolve(name + "-" + STARTED.incrementAndGet() + ".log");
            // Passwords lie in a file, because everyone may read a process's arguments.
            Path file = FOLDER.resolve(name + ".properties");
            write(configuration, name, file);
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
            command.add("-Dquarkus.config.locations=" + file.toAbsolutePath());
            command.addAll(List.of("-jar", RUNNER.toAbsolutePath().toString()));
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()))
                            .start();
            return new Replica(name, process, log);
        } catch (IOException e) {
            throw new IllegalStateException("replica " + name + " does not start", e);
        }
    }

    private static void write(Map<String, String> configuration, String name, Path file)
            throws IOException {
        Properties properties = new Properties();
        properties.setProperty("quarkus.log.console.json.enabled", "false");
        properties.putAll(configuration);
        properties.setProperty("quarkus.http.host", "127.0.0.1");
        // Whichever is free: one that was looked for before may be taken meanwhile.
        properties.setProperty("quarkus.http.port", "0");
        // So that the books say which of the two it was.
        properties.setProperty("tenantry.provisioning.replica", name);
        properties.setProperty("quarkus.quartz.instance-id", name);
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
    }

    String name() {
        return name;
    }

    /** Where it listens; before that, where nobody does. */
    String url() {
        if (url.equals(NOWHERE)) {
            findAddress();
        }
        return url;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits until it serves. */
    Replica awaitReady() {
        await().atMost(START_LIMIT).pollInterval(Duration.ofMillis(100)).until(this::isReady);
        return this;
    }

    private boolean isReady() {
        if (!process.isAlive()) {
            throw new IllegalStateException(name + " ended; its last words:\n" + lastWords());
        }
        HttpRequest ready =
                HttpRequest.newBuilder(URI.create(url() + "/q/health/ready"))
                        .timeout(Duration.ofSeconds(5))
                        .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(ready, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // not listening yet
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void findAddress() {
        try {
            Matcher address = ADDRESS.matcher(Files.readString(log));
            if (address.find()) {
                url = address.group(1);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it has logged, if it was told to do so as JSON. */
    List<JsonNode> logged() {
        try {
            List<JsonNode> lines = new ArrayList<>();
            for (String line : Files.readAllLines(log)) {
                if (line.startsWith("{") && line.endsWith("}")) {
                    lines.add(JSON.readTree(line));
                }
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join(
                    "\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_TOLD), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    /** A request of the platform's administrator to this replica. */
    RequestSpecification asOperator() {
        return as(operatorToken());
    }

    private synchronized String operatorToken() {
        if (operatorToken == null) {
            operatorToken = signIn(TestAccounts.ADMIN_EMAIL, TestAccounts.ADMIN_PASSWORD);
        }
        return operatorToken;
    }

    RequestSpecification as(String token) {
        return given().baseUri(url()).auth().oauth2(token).contentType("application/json");
    }

    /** A token that names no tenant. */
    String signIn(String email, String password) {
        return login(email, password).then().statusCode(200).extract().path("accessToken");
    }

    /** What somebody gets who has a second factor. */
    String challenge(String email, String password) {
        return login(email, password).then().statusCode(401).extract().path("challenge");
    }

    private Response login(String email, String password) {
        return given().baseUri(url())
                .contentType("application/json")
                .body(Map.of("email", email, "password", password))
                .post("/api/v1/auth/login");
    }

    /** Shows the code that a sign-in asks for. */
    Response complete(String challenge, String code) {
        return given().baseUri(url())
                .contentType("application/json")
                .body(Map.of("challenge", challenge, "code", code))
                .post("/api/v1/auth/login/factor");
    }

    /** Takes the process away as {@code kill -9} does; returns when it is gone. */
    void kill() {
        process.destroyForcibly().onExit().join();
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
        Runtime.getRuntime().removeShutdownHook(stopOnExit);
    }
}
