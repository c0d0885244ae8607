package io.tenantry.access.factor;

import io.tenantry.access.throttle.Throttle;
import io.tenantry.access.throttle.Throttles;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Attempts to show a second factor: each is counted, and audited if it fails. */
@ApplicationScoped
public class FactorAttempts {
    private static final String KIND = "factor";

    private final ControlPlane controlPlane;
    private final SecondFactors factors;
    private final RecoveryCodes recoveryCodes;
    private final Throttle throttle;
    private final AuditLog audit;

    FactorAttempts(
            ControlPlane controlPlane,
            SecondFactors factors,
            RecoveryCodes recoveryCodes,
            Throttles throttles,
            FactorConfig config,
            AuditLog audit) {
        this.controlPlane = controlPlane;
        this.factors = factors;
        this.recoveryCodes = recoveryCodes;
        this.throttle = throttles.of(KIND, config.attemptsPerAccount());
        this.audit = audit;
    }

    /**
     * Uses up what is shown, and does what follows from it in the same transaction.
     *
     * @param actor who shows it, from where
     * @throws ProblemException {@code second_factor_wrong}, {@code too_many_attempts}
     */
    public <R> R accept(String userId, Actor actor, ShownFactor shown, Function<Handle, R> then) {
        return count(
                userId,
                actor,
                handle -> {
                    if (!factors.accept(handle, userId, shown)) {
                        return Optional.empty();
                    }
                    if (shown instanceof ShownFactor.Recovery) {
                        int left = recoveryCodes.left(handle, userId);
                        append(handle, actor, userId, "access.recovery-code", Map.of("left", left));
                    }
                    return Optional.of(then.apply(handle));
                });
    }

    /** Counts an attempt, which has failed if it answers nothing. */
    <R> R count(String userId, Actor actor, Function<Handle, Optional<R>> attempt) {
        String address = Objects.requireNonNullElse(actor.address(), "");
        throttle.admit(userId, address);
        Optional<R> result = controlPlane.inTransaction(attempt);
        if (result.isEmpty()) {
            controlPlane.useTransaction(
                    handle -> append(handle, actor, userId, "access.factor-failed", null));
            throw new ProblemException(
                    ErrorCode.SECOND_FACTOR_WRONG,
                    "the code is wrong, or was used before",
                    "Wait for the next code of your authenticator, or use a recovery code.");
        }
        throttle.forgive(userId, address);
        return result.get();
    }

    void append(Handle handle, Actor actor, String userId, String action, @Nullable Object after) {
        audit.append(handle, new AuditEntry(actor, null, action, userId, null, after));
    }
}
