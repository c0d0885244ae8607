package io.tenantry.access.signon;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real Keycloak, in a process of its own: unpacked by Maven, prepared once and then kept in
 * {@code target}, started once for a run, beside other tests if somebody says early that it is
 * wanted.
 */
public final class KeycloakServer {
    private static final Path FOLDER = Path.of("target", "keycloak").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String ADMIN = "admin";

    private static @Nullable CompletableFuture<KeycloakServer> shared;

    private final String url;

    private KeycloakServer(String url) {
        this.url = url;
    }

    /** Has it started, without waiting for it. */
    public static synchronized void wanted() {
        if (shared == null) {
            shared =
                    CompletableFuture.supplyAsync(
                            KeycloakServer::start, start -> new Thread(start, "keycloak").start());
        }
    }

    /** The one of this run; waits until it is there. */
    public static KeycloakServer shared() {
        wanted();
        return future().join();
    }

    private static synchronized CompletableFuture<KeycloakServer> future() {
        return Objects.requireNonNull(shared);
    }

    /** The issuer of the realm that {@code acme-realm.json} describes. */
    public String issuer() {
        return url + "/realms/acme";
    }

    /** Moves somebody from one group to another, as an administrator does. */
    void move(String name, String from, String to) {
        String user = idOf("users?exact=true&username=" + name);
        administrator()
                .delete(administration() + "users/" + user + "/groups/" + idOfGroup(from))
                .then()
                .statusCode(204);
        administrator()
                .contentType("application/json")
                .put(administration() + "users/" + user + "/groups/" + idOfGroup(to))
                .then()
                .statusCode(204);
    }

    private String idOfGroup(String name) {
        return idOf("groups?exact=true&search=" + name);
    }

    private String idOf(String query) {
        return administrator().get(administration() + query).then().extract().path("[0].id");
    }

    private String administration() {
        return url + "/admin/realms/acme/";
    }

    private RequestSpecification administrator() {
        String token =
                given().formParam("grant_type", "password")
                        .formParam("client_id", "admin-cli")
                        .formParam("username", ADMIN)
                        .formParam("password", ADMIN)
                        .post(url + "/realms/master/protocol/openid-connect/token")
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("access_token");
        return given().auth().oauth2(token);
    }

    private static KeycloakServer start() {
        Path home = prepared();
        int port = freePort();
        List<String> options =
                List.of(
                        "start",
                        "--optimized",
                        "--http-enabled=true",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port,
                        "--hostname-strict=false",
                        "--cache=local",
                        "--import-realm");
        Path log = home.resolve("start.log");
        Process process = run(home, options, log);
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        KeycloakServer server = new KeycloakServer("http://127.0.0.1:" + port);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException("Keycloak ended: see " + log);
                    }
                    return server.answers();
                });
        return server;
    }

    private boolean answers() {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(
                                    URI.create(issuer() + "/.well-known/openid-configuration"))
                            .timeout(Duration.ofSeconds(5))
                            .build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Unpacked, with the realm, and built: what takes long is done once for a clone. */
    private static synchronized Path prepared() {
        Path home = unpacked();
        Path done = home.resolve("prepared");
        try {
            Path realms = Files.createDirectories(home.resolve("data").resolve("import"));
            try (InputStream realm =
                    KeycloakServer.class.getResourceAsStream("/keycloak/acme-realm.json")) {
                Files.copy(
                        Objects.requireNonNull(realm),
                        realms.resolve("acme-realm.json"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            if (!Files.exists(done)) {
                Path log = home.resolve("build.log");
                Process build =
                        run(home, List.of("build", "--db=dev-mem", "--health-enabled=false"), log);
                if (!build.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                        || build.exitValue() != 0) {
                    throw new IllegalStateException("Keycloak was not built: see " + log);
                }
                Files.createFile(done);
            }
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Path unpacked() {
        try (Stream<Path> found = Files.isDirectory(FOLDER) ? Files.list(FOLDER) : Stream.of()) {
            return found.filter(each -> Files.isDirectory(each.resolve("lib")))
                    .max(Comparator.naturalOrder())
                    .orElseThrow(() ->
                            new IllegalStateException(
                                    "There is no Keycloak in %s. Maven unpacks it there before the tests"
                                                    .formatted(FOLDER)
                                            + " (org.keycloak:keycloak-quarkus-dist, see src/pom.xml);"
                                            + " without it sign-on is not tested against a real"
                                            + " provider."));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As its own script would, but for the script: so the process that is ended is the server. */
    private static Process run(Path home, List<String> options, Path log) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(
                List.of(
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx512m",
                        "--add-opens=java.base/java.util=ALL-UNNAMED",
                        "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                        "--add-opens=java.base/java.security=ALL-UNNAMED",
                        "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                                + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-Dpicocli.disable.closures=true",
                        "-Dkc.home.dir=" + home,
                        "-Djboss.server.config.dir=" + home.resolve("conf"),
                        "-cp",
                        home.resolve("lib").resolve("quarkus-run.jar").toString(),
                        "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
        command.addAll(options);
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(home.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
        builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
