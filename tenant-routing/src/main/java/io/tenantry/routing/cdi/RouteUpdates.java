package io.tenantry.routing.cdi;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tenantry.routing.directory.TenantDirectory;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Keeps the directory current: a poll every few seconds, and what the channel announces at once.
 * The polls' thread starts after the control plane's own start (priority) and never gives up.
 */
@ApplicationScoped
public class RouteUpdates {
    private static final Logger LOG = Logger.getLogger(RouteUpdates.class);

    /** After a service has brought its control plane up to date, which happens at lower numbers. */
    static final int START = 5_000;

    private final TenantDirectory directory;
    private final RouteChannel channel;
    private final KnownServers servers;
    private final RoutingConfig config;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("tenantry-routes").factory());

    RouteUpdates(
            TenantDirectory directory,
            RouteChannel channel,
            KnownServers servers,
            RoutingConfig config) {
        this.directory = directory;
        this.channel = channel;
        this.servers = servers;
        this.config = config;
    }

    void start(@Observes @Priority(START) StartupEvent event) {
        channel.listen(directory::invalidate);
        long every = config.directory().poll().toMillis();
        // The future only ends with the thread: tick() lets nothing out.
        var _ = thread.scheduleWithFixedDelay(this::tick, 0, every, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        thread.shutdownNow();
        channel.close();
    }

    private void tick() {
        try {
            directory.poll();
            channel.keepAlive();
            servers.refresh();
        } catch (RuntimeException e) {
            // A scheduled task that throws is never run again; routes would then age for ever.
            LOG.error("updating routes failed; trying again", e);
        }
    }
}
