package io.tenantry.access.token;

import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/**
 * Lets keys go that another has taken over from: they are published until the last token that they
 * signed has expired, and then their private halves are erased.
 */
@ApplicationScoped
class KeyRetirement {
    private static final Logger LOG = Logger.getLogger(KeyRetirement.class);
    private static final Actor ACTOR = Actor.local("signing-key-rotation");

    private final SigningKeys keys;
    private final SigningKeyStore store;
    private final ControlPlane controlPlane;
    private final AuditLog audit;
    private final TokenConfig config;

    KeyRetirement(
            SigningKeys keys,
            SigningKeyStore store,
            ControlPlane controlPlane,
            AuditLog audit,
            TokenConfig config) {
        this.keys = keys;
        this.store = store;
        this.controlPlane = controlPlane;
        this.audit = audit;
        this.config = config;
    }

    /** Any number of replicas may do this at once. */
    void retire() {
        controlPlane.useTransaction(handle -> {
            Instant now = controlPlane.now();
            List<SigningKey> able =
                    store.list(handle, now).stream().filter(key -> key.signsAt(now)).toList();
            able.stream()
                    .skip(1)
                    .forEach(old ->
                            store.stopSigning(handle, old.kid(), able.getFirst().signsFrom()));
            store.retiredBefore(handle, notNeededSince(now)).forEach(kid -> erase(handle, kid));
        });
    }

    /** A replica whose clock is behind, and which reads the keys late, publishes a key longer. */
    private Instant notNeededSince(Instant now) {
        return now.minus(keys.afterlife()).minus(config.skew()).minus(SigningKeys.REFRESH);
    }

    private void erase(Handle handle, String kid) {
        if (store.erase(handle, kid)) {
            audit.append(
                    handle, new AuditEntry(ACTOR, null, "signing-key.retire", kid, null, null));
            handle.afterCommit(() -> LOG.infof("the private half of key %s is erased", kid));
        }
    }
}
