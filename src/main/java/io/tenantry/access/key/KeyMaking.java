package io.tenantry.access.key;

import io.tenantry.access.Caller;
import io.tenantry.access.Permissions;
import io.tenantry.access.key.ApiKeyMessages.ApiKeyView;
import io.tenantry.access.key.ApiKeyMessages.MadeApiKey;
import io.tenantry.access.key.ApiKeyMessages.NewApiKey;
import io.tenantry.access.token.Revocation;
import io.tenantry.access.token.Revocations;
import io.tenantry.access.user.Standing;
import io.tenantry.access.user.Standings;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Makes and revokes keys. */
@ApplicationScoped
class KeyMaking {
    /** What programs may be permitted: the product's work, and no say about people and keys. */
    static final Set<String> GRANTABLE =
            Set.of(
                    Permissions.DESIGN_READ,
                    Permissions.DESIGN_CREATE,
                    Permissions.DESIGN_UPDATE,
                    Permissions.DESIGN_DELETE,
                    Permissions.SETTING_READ,
                    Permissions.EXPORT_READ,
                    Permissions.EXPORT_CREATE,
                    Permissions.EXPORT_DOWNLOAD,
                    Permissions.EXPORT_DELETE,
                    Permissions.AUDIT_READ);

    private static final int MOST_KEYS = 100;

    private final ControlPlane controlPlane;
    private final Standings standings;
    private final ApiKeys keys;
    private final Revocations revocations;
    private final AuditLog audit;

    KeyMaking(
            ControlPlane controlPlane,
            Standings standings,
            ApiKeys keys,
            Revocations revocations,
            AuditLog audit) {
        this.controlPlane = controlPlane;
        this.standings = standings;
        this.keys = keys;
        this.revocations = revocations;
        this.audit = audit;
    }

    /**
     * Makes a key.
     *
     * @throws ProblemException {@code permission_denied} if it would permit more than its maker, or
     *     they may not make any; {@code validation_failed} for what no key may be permitted; {@code
     *     limit_reached}
     */
    MadeApiKey make(TenantId tenant, Caller caller, NewApiKey wish) {
        if (!GRANTABLE.containsAll(wish.permissions())) {
            throw new ProblemException(
                    ErrorCode.VALIDATION_FAILED,
                    "a key can be permitted %s".formatted(GRANTABLE.stream().sorted().toList()),
                    "Correct permissions.");
        }
        return controlPlane.inTransaction(handle -> make(handle, tenant, caller, wish));
    }

    private MadeApiKey make(Handle handle, TenantId tenant, Caller caller, NewApiKey wish) {
        Instant now = controlPlane.now();
        standings.lock(handle, tenant);
        Standing maker =
                standings.require(handle, tenant, caller.userId(), Permissions.API_KEY_MANAGE);
        if (!maker.covers(wish.permissions(), true)) {
            throw new ProblemException(
                    ErrorCode.PERMISSION_DENIED,
                    "a key may do no more than its maker",
                    "Leave out what you may not do yourself.");
        }
        if (keys.countUsable(handle, tenant, now) >= MOST_KEYS) {
            throw new ProblemException(
                    ErrorCode.LIMIT_REACHED,
                    "the organisation has %d keys".formatted(MOST_KEYS),
                    "Revoke those that nobody uses.");
        }
        KeyText text = KeyText.generate(Ulid.at(now));
        ApiKey key =
                new ApiKey(
                        text.id(),
                        tenant.value(),
                        wish.name().strip(),
                        wish.permissions(),
                        caller.userId(),
                        now,
                        wish.expiresAt(),
                        null,
                        null,
                        null);
        keys.insert(handle, key, text.hash());
        audit.append(
                handle,
                new AuditEntry(
                        caller.actor(),
                        tenant,
                        "api-key.create",
                        key.id(),
                        null,
                        Map.of("name", key.name(), "permissions", key.permissions())));
        return new MadeApiKey(text.text(), ApiKeyView.of(key, now));
    }

    /**
     * Revokes a key: it is refused at once here, and within a second on all replicas. Revoking
     * twice is no error.
     *
     * @throws ProblemException {@code not_found}
     */
    void revoke(TenantId tenant, Caller caller, String id) {
        controlPlane.useTransaction(handle -> {
            standings.require(handle, tenant, caller.userId(), Permissions.API_KEY_MANAGE);
            ApiKey key = keys.find(handle, tenant, id).orElseThrow(KeyMaking::unknown);
            if (key.revokedAt() == null) {
                keys.revoke(handle, id, controlPlane.now());
                revocations.add(handle, Revocation.ofSession(id));
                audit.append(
                        handle,
                        new AuditEntry(
                                caller.actor(),
                                tenant,
                                "api-key.revoke",
                                id,
                                Map.of("name", key.name()),
                                null));
            }
        });
    }

    static ProblemException unknown() {
        return new ProblemException(
                ErrorCode.NOT_FOUND, "there is no such key", "Choose one that the list shows.");
    }
}
