package io.tenantry.onboarding;

import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.tenant.AdministratorWish;
import io.tenantry.provisioning.tenant.CreateTenant;
import io.tenantry.provisioning.tenant.RequestedTenant;
import io.tenantry.provisioning.tenant.Tenants;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/** Has the tenant made that a sign-up asks for; each method joins the caller's transaction. */
@ApplicationScoped
class Founding {
    private static final Logger LOG = Logger.getLogger(Founding.class);
    private static final Duration LATER = Duration.ofMinutes(10);

    private final Tenants tenants;
    private final SignUpChanges changes;
    private final Offer offer;
    private final ControlPlane controlPlane;

    Founding(Tenants tenants, SignUpChanges changes, Offer offer, ControlPlane controlPlane) {
        this.tenants = tenants;
        this.changes = changes;
        this.offer = offer;
        this.controlPlane = controlPlane;
    }

    /**
     * Asks for the tenant of a complete sign-up.
     *
     * @throws ProvisioningException as {@link Tenants#create(CreateTenant, Actor)} does
     */
    RequestedTenant found(Handle handle, SignUp signUp, Actor actor) {
        Instant now = controlPlane.now();
        RequestedTenant requested = tenants.create(handle, wish(signUp), actor);
        changes.submitted(handle, signUp, requested, now, offer.expiryOfVerified(now));
        return requested;
    }

    /**
     * The same for a stranger, who is not told of database servers.
     *
     * @throws ProblemException {@code slug_taken} or {@code no_server_available}
     */
    void foundForStranger(Handle handle, SignUp signUp, Actor actor) {
        try {
            found(handle, signUp, actor);
        } catch (ProvisioningException e) {
            throw switch (e.reason()) {
                case SLUG_TAKEN -> Slugs.taken(String.valueOf(signUp.wanted().slug()));
                case NO_SERVER_AVAILABLE -> noRoom(e);
                default -> e;
            };
        }
    }

    private static ProblemException noRoom(ProvisioningException cause) {
        LOG.warnf("a sign-up finds no database server: %s", cause.getMessage());
        return new ProblemException(
                ErrorCode.NO_SERVER_AVAILABLE,
                "there is no room for another organisation right now",
                "Submit it again later; what you have filled in is kept.",
                LATER,
                cause);
    }

    private CreateTenant wish(SignUp signUp) {
        SignUp.Wanted wanted = signUp.wanted();
        SignUp.Applicant applicant = signUp.applicant();
        String region = wanted.region();
        String plan = wanted.plan();
        return new CreateTenant(
                        Objects.requireNonNull(wanted.slug()),
                        Objects.requireNonNull(wanted.name()),
                        plan != null ? plan : offer.plans().stream().findFirst().orElse(null),
                        null,
                        region == null ? Map.of() : Map.of("region", region),
                        new AdministratorWish(
                                        Objects.requireNonNull(applicant.email()),
                                        Objects.requireNonNull(applicant.name()),
                                        applicant.passwordHash())
                                .journaled())
                .ofSignUp(signUp.id());
    }
}
