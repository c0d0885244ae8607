package io.tenantry.replicas;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Clients that ask without a pause, each one request at a time, and note every answer. */
final class Clients implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final List<AtomicInteger> counts = new ArrayList<>();
    private volatile boolean stopped;

    /**
     * One answer.
     *
     * @param tenant whose token the request bore
     * @param asked when it was sent, by {@link System#nanoTime()}
     * @param status 0 if there was none
     * @param text the body, if it was not 200
     */
    record Answer(String tenant, long asked, int status, String text) {}

    /** One more client, that lists a tenant's designs at a replica. */
    void add(Replica replica, String tenant, String token) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(replica.url() + "/api/v1/designs?limit=1"))
                        .header("Authorization", "Bearer " + token)
                        .timeout(Duration.ofSeconds(30))
                        .build();
        AtomicInteger count = new AtomicInteger();
        counts.add(count);
        threads.execute(() -> {
            while (!stopped) {
                answers.add(ask(tenant, request));
                count.incrementAndGet();
            }
        });
    }

    private Answer ask(String tenant, HttpRequest request) {
        long asked = System.nanoTime();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            String text = answer.statusCode() == 200 ? "" : answer.body();
            return new Answer(tenant, asked, answer.statusCode(), text);
        } catch (IOException e) {
            return new Answer(tenant, asked, 0, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = true;
            return new Answer(tenant, asked, 0, e.toString());
        }
    }

    /** Waits until each client has had that many answers more. */
    void awaitMore(int answersEach) {
        List<Integer> before = counts.stream().map(AtomicInteger::get).toList();
        await().atMost(PATIENCE)
                .until(() -> {
                    for (int i = 0; i < before.size(); i++) {
                        if (counts.get(i).get() < before.get(i) + answersEach) {
                            return false;
                        }
                    }
                    return true;
                });
    }

    List<Answer> answers(Predicate<Answer> which) {
        return answers.stream().filter(which).toList();
    }

    /** Lets each client have its last answer. */
    void stop() throws InterruptedException {
        stopped = true;
        threads.shutdown();
        if (!threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("a client still waits for its answer");
        }
    }

    @Override
    public void close() {
        stopped = true;
        threads.shutdownNow();
        http.close();
    }
}
