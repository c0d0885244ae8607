package io.tenantry.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenantry.provisioning.controlplane.ControlPlane;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Gives a repeated call the answer it has already had.
 *
 * <p>The key is claimed first, in the transaction of the effect. A second call with the same key
 * waits for the first to end, and then finds its answer, or, if it failed, has the effect itself.
 * So the effect happens once, and every caller learns the same.
 */
@ApplicationScoped
public class Idempotency {
    /** How long a key is remembered; a repeated call that comes later has its effect again. */
    public static final Duration MEMORY = Duration.ofHours(24);

    private static final int PURGE_AT_ONCE = 1000;

    private final ControlPlane controlPlane;
    private final Fingerprints fingerprints;
    private final ObjectMapper json;

    Idempotency(ControlPlane controlPlane, Fingerprints fingerprints, ObjectMapper json) {
        this.controlPlane = controlPlane;
        this.fingerprints = fingerprints;
        this.json = json;
    }

    /**
     * Describes the present call.
     *
     * @param key the {@code Idempotency-Key} header, or null if the caller sent none
     * @param body the record that the body was read into
     * @return empty if the caller sent no key: the call then has an effect each time
     * @throws ProblemException {@code idempotency_key_malformed}
     */
    public Optional<IdempotentCall> call(
            String principal, String name, @Nullable String key, Object body) {
        return Optional.ofNullable(key)
                .map(given ->
                        new IdempotentCall(
                                principal,
                                name,
                                given,
                                fingerprints.of(body),
                                fingerprints.former(body)));
    }

    /** Writes an answer of this status with this body. */
    public Answer answer(int status, @Nullable String location, Object body) {
        try {
            return new Answer(status, location, json.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "%s does not become JSON".formatted(body.getClass()), e);
        }
    }

    /**
     * Has an effect in the control plane once.
     *
     * @param effect may run again after a deadlock, so it may only act on the handle
     * @throws ProblemException {@code idempotency_key_reused} if the key belongs to another request
     */
    public Answer inControlPlane(Optional<IdempotentCall> call, Function<Handle, Answer> effect) {
        return controlPlane.inTransaction(
                handle -> once(call, new ControlPlaneRecords(handle), () -> effect.apply(handle)));
    }

    /**
     * Has an effect once, in a transaction that the caller has begun and that {@code records} and
     * {@code effect} share.
     *
     * @throws ProblemException {@code idempotency_key_reused} if the key belongs to another request
     */
    public Answer once(
            Optional<IdempotentCall> call, IdempotencyRecords records, Supplier<Answer> effect) {
        return call.map(known -> once(known, records, effect)).orElseGet(effect);
    }

    /**
     * Has an effect that is made of transactions of its own, so that it may be long. The key is
     * claimed before and completed after it; a call that was cut short in between, and one of the
     * same key at the same time, has the effect, too: it must do no harm twice.
     *
     * @throws ProblemException {@code idempotency_key_reused} if the key belongs to another request
     */
    public Answer inTransactionsOfItsOwn(Optional<IdempotentCall> call, Supplier<Answer> effect) {
        return call.map(known -> inTransactionsOfItsOwn(known, effect)).orElseGet(effect);
    }

    private Answer inTransactionsOfItsOwn(IdempotentCall call, Supplier<Answer> effect) {
        Optional<Answer> before =
                controlPlane.inTransaction(handle ->
                        Optional.ofNullable(claim(call, new ControlPlaneRecords(handle))));
        return before.orElseGet(() -> {
            Answer answer = effect.get();
            return controlPlane.inTransaction(
                    handle -> once(call, new ControlPlaneRecords(handle), () -> answer));
        });
    }

    private Answer once(IdempotentCall call, IdempotencyRecords records, Supplier<Answer> effect) {
        Answer before = claim(call, records);
        if (before != null) {
            return before;
        }
        Answer answer = effect.get();
        records.complete(call, answer);
        records.forgetSome(controlPlane.now().minus(MEMORY));
        return answer;
    }

    /** Claims the key; the answer if it has one already. */
    private @Nullable Answer claim(IdempotentCall call, IdempotencyRecords records) {
        Instant now = controlPlane.now();
        IdempotencyRecords.Kept kept = records.claim(call, now, now.minus(MEMORY));
        if (!call.isOf(kept.fingerprint())) {
            throw new ProblemException(
                    ErrorCode.IDEMPOTENCY_KEY_REUSED,
                    "the idempotency key was used before, with another request",
                    "Send a fresh UUID for each new request.");
        }
        return kept.answer();
    }

    /** Forgets the control plane's expired keys. */
    void purge() {
        Instant expired = controlPlane.now().minus(MEMORY);
        int deleted;
        do {
            deleted = controlPlane.inTransaction(handle -> purge(handle, expired));
        } while (deleted == PURGE_AT_ONCE);
    }

    private static int purge(Handle handle, Instant expired) {
        return handle.createUpdate(
                        """
                        DELETE FROM idempotency_keys
                        WHERE created_at < :expired
                        LIMIT :limit
                        """)
                .bind("expired", expired)
                .bind("limit", PURGE_AT_ONCE)
                .execute();
    }
}
