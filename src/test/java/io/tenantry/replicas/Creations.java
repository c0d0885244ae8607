package io.tenantry.replicas;

import io.restassured.response.Response;
import io.tenantry.routing.Ulid;
import java.net.ConnectException;
import java.net.SocketException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.http.NoHttpResponseException;

/**
 * Creations asked for by clients that do not give up when a replica dies: they ask the other one,
 * with the same idempotency key.
 */
final class Creations implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Supplier<List<Replica>> replicas;
    private final ExecutorService clients = Executors.newFixedThreadPool(8);
    private final List<Future<String>> asked = new CopyOnWriteArrayList<>();

    Creations(Supplier<List<Replica>> replicas) {
        this.replicas = replicas;
    }

    /** Asks for tenants; each has an administrator of its own, who has no account yet. */
    void ask(int tenants) {
        for (int i = 0; i < tenants; i++) {
            int first = i;
            String slug = "k-" + Ulid.next().toLowerCase(Locale.ROOT);
            // A password costs a hash of a few hundred milliseconds: some have one.
            Map<String, String> admin =
                    new HashMap<>(Map.of("email", slug + "@acme.test", "name", "Ada"));
            if (i % 8 == 0) {
                admin.put("password", "a long enough password");
            }
            asked.add(clients.submit(() -> untilAccepted(slug, admin, first)));
        }
    }

    /** The ids of the operations, once all have been accepted. */
    List<String> operations() throws Exception {
        List<String> operations = new CopyOnWriteArrayList<>();
        for (Future<String> one : asked) {
            operations.add(one.get());
        }
        return operations;
    }

    private String untilAccepted(String slug, Map<String, String> admin, int first)
            throws Exception {
        String key = Ulid.next();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int attempt = first; System.nanoTime() < deadline; attempt++) {
            List<Replica> all = replicas.get();
            try {
                Response answer = create(all.get(attempt % all.size()), slug, admin, key);
                if (answer.statusCode() == 202) {
                    return answer.path("operation.id");
                }
                throw new AssertionError(answer.statusCode() + ": " + answer.asString());
            } catch (Exception e) {
                if (!isDead(e)) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
        throw new AssertionError("nobody accepted " + slug);
    }

    // RestAssured lets checked exceptions through undeclared.
    private static boolean isDead(Exception e) {
        return e instanceof ConnectException
                || e instanceof SocketException
                || e instanceof NoHttpResponseException;
    }

    private static Response create(
            Replica replica, String slug, Map<String, String> admin, String key) {
        return replica.asOperator()
                .header("Idempotency-Key", key)
                .body(Map.of("slug", slug, "name", "Acme Fashion", "admin", admin))
                .post("/api/v1/platform/tenants");
    }

    @Override
    public void close() {
        clients.shutdownNow();
    }
}
