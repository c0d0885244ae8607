package io.tenantry.access.token;

import io.quarkus.runtime.StartupEvent;
import io.tenantry.boot.BackgroundTasks;
import io.tenantry.boot.StartOrder;
import io.tenantry.provisioning.controlplane.ControlPlane;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The signing keys in memory, read afresh each minute; asking for one never blocks. */
@ApplicationScoped
class SigningKeys {
    /** How often a replica reads the keys; what it has not read by then it does not know. */
    static final Duration REFRESH = Duration.ofMinutes(1);

    private final SigningKeyStore store;
    private final ControlPlane controlPlane;
    private final TokenConfig config;
    private final BackgroundTasks background;
    private volatile List<SigningKey> keys = List.of();

    SigningKeys(
            SigningKeyStore store,
            ControlPlane controlPlane,
            TokenConfig config,
            BackgroundTasks background) {
        this.store = store;
        this.controlPlane = controlPlane;
        this.config = config;
        this.background = background;
    }

    void atStart(@Observes @Priority(StartOrder.SIGNING_KEYS) StartupEvent start) {
        refresh();
        if (keys.isEmpty()) {
            store.ensureOne();
            refresh();
        }
        background.every(REFRESH, "reading the signing keys", this::refresh);
    }

    /** Reads the keys of the control plane; if that fails the known ones stay. */
    void refresh() {
        keys = List.copyOf(store.list(controlPlane.now().minus(afterlife())));
    }

    /**
     * How long a key is published after it has stopped signing: a moment before, it may have signed
     * a token that lives on for its whole lifetime.
     */
    Duration afterlife() {
        return config.lifetime().plus(config.skew());
    }

    /** The keys whose tokens are accepted, newest first. */
    List<SigningKey> published() {
        return keys;
    }

    Optional<SigningKey> find(String kid) {
        return keys.stream().filter(key -> key.kid().equals(kid)).findFirst();
    }

    /**
     * The key that signs now.
     *
     * @throws IllegalStateException if there is none, which the start prevents
     */
    SigningKey signing() {
        Instant now = controlPlane.now();
        return keys.stream()
                .filter(key -> key.signsAt(now))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no signing key may sign now"));
    }
}
