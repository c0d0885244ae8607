package io.tenantry.access.token;

import io.quarkus.runtime.StartupEvent;
import io.tenantry.access.token.Revocation.Kind;
import io.tenantry.boot.BackgroundTasks;
import io.tenantry.boot.StartOrder;
import io.tenantry.provisioning.controlplane.Columns;
import io.tenantry.provisioning.controlplane.ControlPlane;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/**
 * Tokens that are void before they expire. What was revoked within the life of a token is held in
 * memory, so that looking costs a request next to nothing; it is read afresh every few seconds, and
 * at once when {@link RevocationChannel} tells of a change. Without Redis a revocation takes effect
 * with the next reading; without a control plane what is known stays known.
 */
@ApplicationScoped
public class Revocations {
    private static final Logger LOG = Logger.getLogger(Revocations.class);
    private static final Duration PAUSE = Duration.ofSeconds(3);
    private static final Duration PURGE = Duration.ofHours(1);

    /** What was written by a clock that is behind, or in a transaction that took long. */
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    private final ControlPlane controlPlane;
    private final RevocationChannel channel;
    private final TokenConfig config;
    private final BackgroundTasks background;
    private final Map<Key, Noted> known = new ConcurrentHashMap<>();
    private Instant readUntil = Instant.EPOCH;

    Revocations(
            ControlPlane controlPlane,
            RevocationChannel channel,
            TokenConfig config,
            BackgroundTasks background) {
        this.controlPlane = controlPlane;
        this.channel = channel;
        this.config = config;
        this.background = background;
    }

    void atStart(@Observes @Priority(StartOrder.SIGNING_KEYS) StartupEvent start) {
        refresh();
        channel.listen(this::refreshQuietly);
        background.every(PAUSE, "reading revoked tokens", this::tend);
        background.every(PURGE, "forgetting revoked tokens", this::purge);
    }

    /**
     * Revokes in the caller's transaction. Once that is committed this replica knows it at once,
     * and the others within a second if Redis is there.
     */
    public void add(Handle handle, Revocation... revocations) {
        Instant now = controlPlane.now();
        for (Revocation each : revocations) {
            handle.createUpdate(
                            """
                            INSERT INTO revocations (kind, subject, version, at)
                            VALUES (:kind, :subject, :version, :now)
                            ON DUPLICATE KEY UPDATE
                                version = GREATEST(version, :version), at = :now
                            """)
                    .bind("kind", name(each.kind()))
                    .bind("subject", each.subject())
                    .bind("version", each.version())
                    .bind("now", now)
                    .execute();
        }
        handle.afterCommit(() -> {
            for (Revocation each : revocations) {
                note(each, now);
            }
            channel.announce();
        });
    }

    /** Whether the token is void although it has not expired. */
    boolean covers(VerifiedCaller caller) {
        if (known.isEmpty()) {
            return false;
        }
        Versions versions = caller.versions();
        String tenant = caller.tenant();
        return isOlder(Kind.USER, caller.getSubject(), versions.user())
                || isOlder(Kind.SESSION, caller.session(), 0)
                || isOlder(Kind.SESSION, caller.visit(), 0)
                || (tenant != null
                        && (isOlder(
                                        Kind.MEMBER,
                                        Revocation.member(tenant, caller.getSubject()),
                                        versions.membership())
                                || caller.getGroups().stream()
                                        .anyMatch(role ->
                                                isOlder(Kind.ROLE, role, versions.role()))));
    }

    private boolean isOlder(Kind kind, String subject, int version) {
        Noted least = known.get(new Key(kind, subject));
        return least != null && version < least.version();
    }

    /** Reads what has come since the last time, and forgets what no token can be older than. */
    synchronized void refresh() {
        Instant now = controlPlane.now();
        Instant from = (readUntil.isBefore(now) ? readUntil : now).minus(OVERLAP);
        Instant notNeeded = notNeededSince();
        Instant since = from.isAfter(notNeeded) ? from : notNeeded;
        var _ = controlPlane.read(handle -> read(handle, since));
        known.values().removeIf(noted -> !noted.at().isAfter(notNeeded));
        readUntil = now;
    }

    private void note(Revocation revoked, Instant at) {
        known.merge(
                new Key(revoked.kind(), revoked.subject()),
                new Noted(revoked.version(), at),
                Noted::and);
    }

    private void tend() {
        refresh();
        channel.keepAlive();
    }

    private void refreshQuietly() {
        try {
            refresh();
        } catch (RuntimeException e) {
            LOG.warnf("revoked tokens were not read (%s); trying again soon", e.getMessage());
        }
    }

    private boolean read(Handle handle, Instant since) {
        handle.createQuery("SELECT kind, subject, version, at FROM revocations WHERE at > :since")
                .bind("since", since)
                .map((row, _) -> {
                    note(
                            new Revocation(
                                    Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                                    row.getString("subject"),
                                    row.getInt("version")),
                            Columns.instant(row, "at"));
                    return true;
                })
                .list();
        return true;
    }

    private void purge() {
        controlPlane.useTransaction(handle ->
                handle.createUpdate("DELETE FROM revocations WHERE at <= :since")
                        .bind("since", notNeededSince())
                        .execute());
    }

    /** Every token that is older has expired, whichever replica's clock it was issued by. */
    private Instant notNeededSince() {
        return controlPlane.now().minus(config.lifetime()).minus(config.skew().multipliedBy(4));
    }

    private static String name(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private record Key(Kind kind, String subject) {}

    /** The least version that is good, and when that was last said. */
    private record Noted(int version, Instant at) {
        Noted and(Noted other) {
            return new Noted(
                    Math.max(version, other.version), at.isAfter(other.at) ? at : other.at);
        }
    }
}
