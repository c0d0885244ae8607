package io.tenantry.access.token;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.pubsub.ReactivePubSubCommands;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The Redis channel on which replicas tell each other that tokens were revoked. A message only says
 * that there is something to read. It makes revocations faster, and nothing waits for it: each
 * replica sends itself a heartbeat, and subscribes anew when none comes back.
 */
@ApplicationScoped
class RevocationChannel {
    private static final Logger LOG = Logger.getLogger(RevocationChannel.class);
    private static final String CHANNEL = "tenantry:revocations";
    private static final String HEARTBEAT = "heartbeat";
    private static final long SILENCE = Duration.ofSeconds(10).toNanos();
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ReactivePubSubCommands<String> pubsub;
    private final AtomicReference<ReactivePubSubCommands.@Nullable ReactiveRedisSubscriber>
            subscription = new AtomicReference<>();
    private final AtomicBoolean wanted = new AtomicBoolean();
    // Reading blocks, which the thread that hears must not; one thread, so that a hundred messages
    // at once are one reading or two.
    private final ExecutorService reader =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("tenantry-revocations").factory());
    private volatile Runnable listener = () -> {};
    private volatile long heardAt = System.nanoTime() - SILENCE;
    private volatile boolean connecting;
    private volatile boolean closed;

    RevocationChannel(ReactiveRedisDataSource redis) {
        this.pubsub = redis.pubsub(String.class);
    }

    /** Has the listener called, on a thread of its own, after each message. */
    void listen(Runnable consumer) {
        listener = consumer;
        keepAlive();
    }

    /** Tells all replicas that there is something to read. Does not wait, nor fail. */
    void announce() {
        publish("changed");
    }

    /** Sends a heartbeat, and subscribes again if none has come back for a while. */
    void keepAlive() {
        if (System.nanoTime() - heardAt >= SILENCE && !connecting && !closed) {
            subscribe();
        }
        publish(HEARTBEAT);
    }

    void atEnd(@Observes ShutdownEvent end) {
        closed = true;
        drop(subscription.getAndSet(null));
        reader.shutdownNow();
    }

    private void subscribe() {
        connecting = true;
        drop(subscription.getAndSet(null));
        pubsub.subscribe(CHANNEL, this::heard)
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .subscribe()
                .with(
                        subscriber -> {
                            subscription.set(subscriber);
                            heardAt = System.nanoTime();
                            connecting = false;
                            // What was announced while nobody listened.
                            read();
                        },
                        failure -> {
                            LOG.debugf("no subscription to Redis: %s", failure.getMessage());
                            connecting = false;
                        });
    }

    private void drop(ReactivePubSubCommands.@Nullable ReactiveRedisSubscriber old) {
        if (old != null) {
            old.unsubscribe(CHANNEL)
                    .subscribe()
                    .with(
                            done -> {},
                            failure -> LOG.tracef("already gone: %s", failure.getMessage()));
        }
    }

    private void heard(String message) {
        heardAt = System.nanoTime();
        if (!message.equals(HEARTBEAT)) {
            read();
        }
    }

    private void read() {
        if (!closed && wanted.compareAndSet(false, true)) {
            reader.execute(() -> {
                wanted.set(false);
                listener.run();
            });
        }
    }

    private void publish(String message) {
        pubsub.publish(CHANNEL, message)
                .subscribe()
                .with(done -> {}, failure -> LOG.debugf("not announced: %s", failure.getMessage()));
    }
}
