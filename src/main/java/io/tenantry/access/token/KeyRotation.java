package io.tenantry.access.token;

import io.quarkus.runtime.StartupEvent;
import io.tenantry.boot.BackgroundTasks;
import io.tenantry.boot.StartOrder;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/**
 * Has new signing keys take over, by age or because somebody asks for it. A new key is published
 * for {@link RotationConfig#lead} before it signs. Whoever makes one holds the lock on the keys and
 * looks again when it has it, so of several replicas one makes it.
 */
@ApplicationScoped
class KeyRotation {
    private static final Logger LOG = Logger.getLogger(KeyRotation.class);
    private static final Actor BY_AGE = Actor.local("signing-key-rotation");
    private static final Duration PAUSE = Duration.ofMinutes(5);
    private static final Duration SHORTEST_LEAD = SigningKeys.REFRESH.multipliedBy(2);

    private final SigningKeys keys;
    private final SigningKeyStore store;
    private final KeyRetirement retirement;
    private final ControlPlane controlPlane;
    private final AuditLog audit;
    private final RotationConfig config;
    private final BackgroundTasks background;

    KeyRotation(
            SigningKeys keys,
            SigningKeyStore store,
            KeyRetirement retirement,
            ControlPlane controlPlane,
            AuditLog audit,
            RotationConfig config,
            BackgroundTasks background) {
        this.keys = keys;
        this.store = store;
        this.retirement = retirement;
        this.controlPlane = controlPlane;
        this.audit = audit;
        this.config = config;
        this.background = background;
    }

    void atStart(@Observes @Priority(StartOrder.SIGNING_KEYS) StartupEvent start) {
        check(config);
        background.every(PAUSE, "rotating the signing keys", this::tend);
    }

    /**
     * @throws IllegalArgumentException that names the property, if tokens could meet a replica that
     *     does not know their key, or keys would be replaced before they sign
     */
    static void check(RotationConfig config) {
        if (config.lead().compareTo(SHORTEST_LEAD) < 0) {
            throw new IllegalArgumentException(
                    "tenantry.access.signing-keys.lead: must be 2 minutes or longer");
        }
        if (config.rotateAfter().compareTo(config.lead()) <= 0) {
            throw new IllegalArgumentException(
                    "tenantry.access.signing-keys.rotate-after: must be longer than .lead");
        }
    }

    /** Does what is due: makes the next key, and lets old ones go. */
    void tend() {
        if (isOld(keys.published().getFirst())) {
            rotate(BY_AGE, this::isOld);
        }
        retirement.retire();
        keys.refresh();
    }

    /** Has a new key take over; the one that is about to, if there is one. */
    NewKey rotate(Actor actor) {
        return rotate(actor, newest -> true);
    }

    private NewKey rotate(Actor actor, Predicate<SigningKey> due) {
        KeyPair pair = SigningKeyStore.generate();
        NewKey next =
                store.exclusively(handle -> {
                    Instant now = controlPlane.now();
                    SigningKey newest = store.list(handle, now).getFirst();
                    boolean waiting = newest.signsFrom().isAfter(now);
                    return waiting || !due.test(newest)
                            ? NewKey.of(newest)
                            : succeed(handle, newest, pair, actor);
                });
        keys.refresh();
        return next;
    }

    private NewKey succeed(Handle handle, SigningKey old, KeyPair pair, Actor actor) {
        NewKey next = store.insert(handle, pair, controlPlane.now().plus(config.lead()));
        audit.append(
                handle,
                new AuditEntry(
                        actor,
                        null,
                        "signing-key.rotate",
                        next.kid(),
                        Map.of("kid", old.kid()),
                        Map.of("kid", next.kid(), "signsFrom", next.signsFrom().toString())));
        handle.afterCommit(() ->
                LOG.infof(
                        "key %s signs from %s, in place of %s",
                        next.kid(), next.signsFrom(), old.kid()));
        return next;
    }

    private boolean isOld(SigningKey key) {
        return !key.signsFrom().plus(config.rotateAfter()).isAfter(controlPlane.now());
    }
}
