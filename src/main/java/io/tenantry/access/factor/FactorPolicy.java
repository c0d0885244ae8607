package io.tenantry.access.factor;

import io.tenantry.access.Caller;
import io.tenantry.access.Permissions;
import io.tenantry.access.token.SessionRecords;
import io.tenantry.access.token.SignInMethods;
import io.tenantry.access.user.Standings;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.settings.SettingOverrides;
import io.tenantry.routing.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Which tenants let in only sessions with a second factor. */
@ApplicationScoped
public class FactorPolicy {
    private final ControlPlane controlPlane;
    private final SettingOverrides settings;
    private final SecondFactors factors;
    private final SessionRecords sessions;
    private final Standings standings;

    FactorPolicy(
            ControlPlane controlPlane,
            SettingOverrides settings,
            SecondFactors factors,
            SessionRecords sessions,
            Standings standings) {
        this.controlPlane = controlPlane;
        this.settings = settings;
        this.factors = factors;
        this.sessions = sessions;
        this.standings = standings;
    }

    /**
     * Why somebody who has signed in like this is not let into a tenant; empty if they are. In the
     * caller's transaction.
     */
    public Optional<ProblemException> refusal(
            Handle handle, TenantId tenant, String userId, SignInMethods methods) {
        if (methods.haveFactor() || !settings.value(handle, tenant, FactorSettings.REQUIRED)) {
            return Optional.empty();
        }
        return Optional.of(
                new ProblemException(
                        ErrorCode.TENANT_REQUIRES_SECOND_FACTOR,
                        "the tenant lets in only sessions with a second factor",
                        factors.isOn(handle, userId)
                                ? "Sign in again, and show your second factor."
                                : "Set one up with POST /api/v1/me/factor, and choose the tenant again."));
    }

    /** Whether a tenant asks for it. */
    boolean required(TenantId tenant) {
        return controlPlane.read(handle -> settings.value(handle, tenant, FactorSettings.REQUIRED));
    }

    /**
     * Has a tenant ask for it, or not.
     *
     * @throws ProblemException {@code second_factor_unused} if the caller would shut themselves out
     */
    void require(Caller caller, TenantId tenant, boolean required) {
        controlPlane.useTransaction(handle -> {
            standings.lock(handle, tenant);
            standings.require(handle, tenant, caller.userId(), Permissions.ACCESS_POLICY_MANAGE);
            if (required && !hasShown(handle, caller)) {
                throw new ProblemException(
                        ErrorCode.SECOND_FACTOR_UNUSED,
                        "your present session has no second factor: you would shut yourself out",
                        "Set one up with POST /api/v1/me/factor, or sign in with it, and try again.");
            }
            settings.put(handle, tenant, FactorSettings.REQUIRED.name(), required, caller.actor());
        });
    }

    private boolean hasShown(Handle handle, Caller caller) {
        return factors.isOn(handle, caller.userId())
                && caller.session()
                        .flatMap(session -> sessions.methods(handle, session))
                        .filter(SignInMethods::haveFactor)
                        .isPresent();
    }
}
