package io.tenantry.cli.control;

import io.tenantry.cli.config.Settings;
import io.tenantry.provisioning.tenant.RouteAnnouncer;
import io.tenantry.routing.TenantId;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells the server's replicas over Redis which routes this command changed, as they tell each
 * other. They would find out by themselves, so nothing here fails, and nothing waits but the end of
 * the command, for {@link #LONGEST} at most; a command that changes no route does not even look
 * where Redis is.
 */
final class Announcements implements RouteAnnouncer, AutoCloseable {
    private static final String HOSTS = "quarkus.redis.hosts";
    private static final String PASSWORD = "quarkus.redis.password";
    private static final String CHANNEL = "tenantry.routing.directory.channel";
    private static final String USUAL_HOST = "redis://localhost:6379";
    private static final String USUAL_CHANNEL = "tenantry:routes";

    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private final Settings settings;
    private @Nullable ExecutorService teller;
    // Both are the teller's own.
    private @Nullable RedisLine line;
    private boolean gaveUp;

    Announcements(Settings settings) {
        this.settings = settings;
    }

    @Override
    public synchronized void routeChanged(TenantId tenant) {
        ExecutorService known = teller;
        if (known == null) {
            known =
                    Executors.newSingleThreadExecutor(
                            Thread.ofPlatform().daemon().name("tenantry-announcements").factory());
            teller = known;
        }
        if (!known.isShutdown()) {
            known.execute(() -> tell(tenant));
        }
    }

    private void tell(TenantId tenant) {
        if (gaveUp) {
            return;
        }
        try {
            RedisLine open = line == null ? open() : line;
            line = open;
            open.publish(settings.find(CHANNEL).orElse(USUAL_CHANNEL), tenant.value());
        } catch (IOException | RuntimeException away) {
            // Redis may be away at any time: the replicas' own polls do without it.
            gaveUp = true;
        }
    }

    /** Any of several hosts will do: a cluster passes the message on to all of its nodes. */
    private RedisLine open() throws IOException {
        List<String> hosts = settings.list(HOSTS);
        Optional<String> password = settings.find(PASSWORD);
        IOException last = new IOException("Redis has no host");
        for (String host : hosts.isEmpty() ? List.of(USUAL_HOST) : hosts) {
            try {
                return RedisLine.open(URI.create(host), password, PATIENCE);
            } catch (IOException e) {
                last = e;
            }
        }
        throw last;
    }

    /** Lets what is to be told be told, if that is quick. */
    @Override
    public synchronized void close() {
        ExecutorService known = teller;
        if (known == null) {
            return;
        }
        known.execute(this::hangUp);
        known.shutdown();
        try {
            if (!known.awaitTermination(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
                known.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void hangUp() {
        RedisLine open = line;
        line = null;
        gaveUp = true;
        if (open != null) {
            open.close();
        }
    }
}
