package io.tenantry.access.key;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tenantry.access.throttle.Throttle;
import io.tenantry.access.throttle.Throttles;
import io.tenantry.access.token.ServiceCaller;
import io.tenantry.access.token.ServiceCallers;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds whoever a key belongs to, mostly in memory. */
@ApplicationScoped
class KeyCallers {
    private static final Duration REMEMBERED = Duration.ofSeconds(30);
    private static final int MOST = 10_000;

    private final ControlPlane controlPlane;
    private final ApiKeys keys;
    private final ServiceCallers callers;
    private final Throttle guesses;
    private final Cache<ByteBuffer, Known> known =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(REMEMBERED).build();

    KeyCallers(
            ControlPlane controlPlane, ApiKeys keys, ServiceCallers callers, Throttles throttles) {
        this.controlPlane = controlPlane;
        this.keys = keys;
        this.callers = callers;
        this.guesses = throttles.ofKeys();
    }

    /** One that is remembered, if it still holds; never blocks. */
    Optional<ServiceCaller> remembered(KeyText text) {
        return Optional.ofNullable(known.getIfPresent(name(text)))
                .filter(found -> found.isUsable(controlPlane.now()))
                .map(Known::caller)
                .filter(caller -> !callers.isVoid(caller));
    }

    /**
     * Looks into the control plane.
     *
     * @throws ProblemException {@code api_key_invalid} if there is no such key, or it was revoked
     *     or has expired: nobody learns which; {@code too_many_attempts}
     */
    ServiceCaller find(KeyText text, String address) {
        // By the whole of it: whoever knows no more than a key's id cannot have it refused.
        String attempt = HexFormat.of().formatHex(text.hash());
        guesses.admit(attempt, address);
        Instant now = controlPlane.now();
        ApiKey key =
                controlPlane
                        .read(handle -> keys.verified(handle, text))
                        .filter(found -> found.isUsable(now))
                        .orElseThrow(KeyCallers::invalid);
        guesses.forgive(attempt, address);
        ServiceCaller caller =
                callers.make(key.id(), new TenantId(key.tenant()), key.permissions());
        controlPlane.useTransaction(handle -> keys.noteUse(handle, key.id(), address, now));
        known.put(name(text), new Known(caller, key.expiresAt()));
        return caller;
    }

    static ProblemException invalid() {
        return new ProblemException(
                ErrorCode.API_KEY_INVALID,
                "the API key is not one that may be used",
                "Check it, or have an administrator of the organisation make a new one.");
    }

    private static ByteBuffer name(KeyText text) {
        return ByteBuffer.wrap(text.hash());
    }

    private record Known(ServiceCaller caller, @Nullable Instant expiresAt) {
        boolean isUsable(Instant now) {
            return expiresAt == null || now.isBefore(expiresAt);
        }
    }
}
