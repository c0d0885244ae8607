package io.tenantry.routing.cdi;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.pubsub.ReactivePubSubCommands;
import io.tenantry.routing.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The Redis channel on which replicas tell each other that a tenant's route has changed.
 *
 * <p>It only makes updates faster. Redis may be away at the start or vanish later: nothing waits
 * for it. Each replica sends itself a heartbeat through the channel; when none comes back the
 * subscription is taken for lost and made anew.
 */
@ApplicationScoped
public class RouteChannel {
    private static final Logger LOG = Logger.getLogger(RouteChannel.class);
    private static final String HEARTBEAT = "heartbeat";
    private static final long SILENCE = Duration.ofSeconds(10).toNanos();

    private final ReactivePubSubCommands<String> pubsub;
    private final String channel;
    private final AtomicReference<ReactivePubSubCommands.@Nullable ReactiveRedisSubscriber>
            subscription = new AtomicReference<>();
    private volatile Consumer<TenantId> listener = tenant -> {};
    private volatile long heardAt = System.nanoTime() - SILENCE;
    private volatile boolean connecting;
    private volatile boolean closed;

    RouteChannel(ReactiveRedisDataSource redis, RoutingConfig config) {
        this.pubsub = redis.pubsub(String.class);
        this.channel = config.directory().channel();
    }

    /** Tells all replicas, this one included, that a route has changed. Does not wait, nor fail. */
    public void announce(TenantId tenant) {
        listener.accept(tenant);
        publish(tenant.value());
    }

    /** Whether messages have been coming in lately. */
    public boolean isAlive() {
        return System.nanoTime() - heardAt < SILENCE;
    }

    void listen(Consumer<TenantId> consumer) {
        listener = consumer;
    }

    /** Sends a heartbeat, and subscribes again if none has come back for a while. */
    void keepAlive() {
        if (!isAlive() && !connecting && !closed) {
            subscribe();
        }
        publish(HEARTBEAT);
    }

    void close() {
        closed = true;
        drop(subscription.getAndSet(null));
    }

    private void subscribe() {
        connecting = true;
        drop(subscription.getAndSet(null));
        pubsub.subscribe(channel, this::heard)
                .ifNoItem()
                .after(Duration.ofSeconds(5))
                .fail()
                .subscribe()
                .with(
                        subscriber -> {
                            subscription.set(subscriber);
                            heardAt = System.nanoTime();
                            connecting = false;
                        },
                        failure -> {
                            LOG.debugf("no subscription to Redis: %s", failure.getMessage());
                            connecting = false;
                        });
    }

    private void drop(ReactivePubSubCommands.@Nullable ReactiveRedisSubscriber old) {
        if (old != null) {
            old.unsubscribe(channel)
                    .subscribe()
                    .with(
                            done -> {},
                            failure -> LOG.tracef("already gone: %s", failure.getMessage()));
        }
    }

    private void heard(String message) {
        heardAt = System.nanoTime();
        TenantId.parse(message).ifPresent(listener);
    }

    private void publish(String message) {
        pubsub.publish(channel, message)
                .subscribe()
                .with(done -> {}, failure -> LOG.debugf("not announced: %s", failure.getMessage()));
    }
}
