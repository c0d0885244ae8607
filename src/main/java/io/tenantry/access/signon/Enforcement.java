package io.tenantry.access.signon;

import io.tenantry.access.Roles;
import io.tenantry.access.signin.EntryRule;
import io.tenantry.access.token.SignInMethods;
import io.tenantry.access.user.Email;
import io.tenantry.access.user.Membership;
import io.tenantry.access.user.User;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.routing.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Lets people of an enforced domain in by sign-on only. One door stays: an administrator of the
 * enterprise who has shown a second factor of their own, because a provider that is broken could
 * not be mended otherwise.
 */
@ApplicationScoped
class Enforcement implements EntryRule {
    private final MailDomains domains;
    private final Setups setups;

    Enforcement(MailDomains domains, Setups setups) {
        this.domains = domains;
        this.setups = setups;
    }

    @Override
    public Optional<ProblemException> refusal(
            Handle handle, User user, Membership membership, SignInMethods methods) {
        if (methods.haveSignOn()) {
            return setups.exists(handle, membership.tenant())
                            && domain(handle, membership.tenant(), user.email()).isPresent()
                    ? Optional.empty()
                    : Optional.of(ended());
        }
        boolean enforced =
                domain(handle, membership.tenant(), user.email())
                        .filter(MailDomain::enforced)
                        .isPresent();
        return enforced && !isKey(membership, methods)
                ? Optional.of(SignOnProblems.required(membership.slug()))
                : Optional.empty();
    }

    /** The domain of an address, if the tenant has verified it. */
    private Optional<MailDomain> domain(Handle handle, TenantId tenant, String email) {
        return Email.domainOf(email)
                .flatMap(domain -> domains.find(handle, tenant, domain))
                .filter(MailDomain::isVerified);
    }

    private static boolean isKey(Membership membership, SignInMethods methods) {
        return membership.role().equals(Roles.ENTERPRISE_ADMIN) && methods.haveFactor();
    }

    private static ProblemException ended() {
        return new ProblemException(
                ErrorCode.REFRESH_TOKEN_INVALID,
                "the sign-on that the session came of is no more",
                "Sign in again.");
    }
}
