package io.tenantry.access.signon;

import io.tenantry.access.signon.SignOnMessages.Found;
import io.tenantry.access.throttle.Allowance;
import io.tenantry.access.throttle.Throttles;
import io.tenantry.access.user.Email;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.controlplane.ControlPlane;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Finds out where people sign on, by the domain of their address. */
@ApplicationScoped
class HomeFinding {
    /** A large office asks for everybody who comes in the morning. */
    private static final Allowance.Limits OFTEN =
            new Allowance.Limits(600, 100_000, Duration.ofMinutes(15));

    private static final String START = "/api/v1/auth/sign-on/";

    private final MailDomains domains;
    private final Setups setups;
    private final Allowance asking;
    private final ControlPlane controlPlane;

    HomeFinding(
            MailDomains domains, Setups setups, Throttles throttles, ControlPlane controlPlane) {
        this.domains = domains;
        this.setups = setups;
        this.asking = throttles.allowance("sign-on-find", OFTEN);
        this.controlPlane = controlPlane;
    }

    /**
     * Where they sign on.
     *
     * @throws ProblemException {@code sign_on_not_found} or {@code too_many_attempts}
     */
    Found find(String email, String address) {
        asking.admit(address);
        return controlPlane
                .read(handle ->
                        Email.domainOf(email)
                                .flatMap(domain -> domains.verified(handle, domain))
                                .filter(domain -> setups.exists(handle, domain.tenant()))
                                .flatMap(domain -> found(handle, domain)))
                .orElseThrow(SignOnProblems::notFound);
    }

    private static Optional<Found> found(Handle handle, MailDomain domain) {
        return handle.createQuery(
                        """
                        SELECT slug FROM tenants
                        WHERE id = :tenant AND state IN ('active', 'suspended', 'maintenance')
                        """)
                .bind("tenant", domain.tenant().value())
                .mapTo(String.class)
                .findOne()
                .map(slug -> new Found(slug, domain.enforced(), URI.create(START + slug)));
    }
}
