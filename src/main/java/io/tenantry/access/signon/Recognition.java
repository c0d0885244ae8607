package io.tenantry.access.signon;

import io.tenantry.access.signon.SignOnProblems.Refusal;
import io.tenantry.access.signon.oidc.IdClaims;
import io.tenantry.access.user.Email;
import io.tenantry.access.user.Joining;
import io.tenantry.access.user.User;
import io.tenantry.access.user.Users;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Finds the account of whomever a provider names. It is always one whose address is of a domain
 * that the tenant has verified, also if the provider has named it before: whoever sets up a
 * provider could else have it name anybody. Each method joins the caller's transaction.
 */
@ApplicationScoped
class Recognition {
    private static final int LONGEST_NAME = 200;
    private static final String TRUE = "true";

    private final Users users;
    private final Joining joining;
    private final Identities identities;
    private final MailDomains domains;
    private final ControlPlane controlPlane;

    Recognition(
            Users users,
            Joining joining,
            Identities identities,
            MailDomains domains,
            ControlPlane controlPlane) {
        this.users = users;
        this.joining = joining;
        this.identities = identities;
        this.domains = domains;
        this.controlPlane = controlPlane;
    }

    /**
     * The account; it is made if there is none and the tenant takes people who are new.
     *
     * @throws ProblemException {@code sign_on_refused}
     */
    User recognise(Handle handle, Setup setup, IdClaims claims) {
        User user = account(handle, setup, claims);
        demandOwnDomain(handle, setup.tenant(), user.email());
        if (!user.active()) {
            throw SignOnProblems.refused(Refusal.ACCOUNT_CLOSED);
        }
        if (user.platformRole() != null) {
            throw SignOnProblems.refused(Refusal.PLATFORM_STAFF);
        }
        return user;
    }

    private User account(Handle handle, Setup setup, IdClaims claims) {
        Optional<User> linked =
                identities
                        .find(handle, setup.tenant(), claims)
                        .flatMap(id -> users.byId(handle, id));
        if (linked.isPresent()) {
            return linked.get();
        }
        String email = demandEmail(setup, claims);
        demandOwnDomain(handle, setup.tenant(), email);
        Optional<User> known = users.byEmail(handle, email);
        if (known.isEmpty() && !setup.joins()) {
            throw SignOnProblems.refused(Refusal.NOT_A_MEMBER);
        }
        return known.orElseGet(() ->
                joining.account(handle, email, name(claims, email), null, controlPlane.now()));
    }

    private static String demandEmail(Setup setup, IdClaims claims) {
        String email =
                claims.values(setup.emailClaim()).stream()
                        .findFirst()
                        .filter(Email::isWellFormed)
                        .map(Email::normal)
                        .orElseThrow(() -> SignOnProblems.refused(Refusal.EMAIL_MISSING));
        if (!setup.emailTrusted() && !claims.values("email_verified").contains(TRUE)) {
            throw SignOnProblems.refused(Refusal.EMAIL_UNVERIFIED);
        }
        return email;
    }

    private void demandOwnDomain(Handle handle, TenantId tenant, String email) {
        boolean own =
                Email.domainOf(email)
                        .flatMap(domain -> domains.find(handle, tenant, domain))
                        .filter(MailDomain::isVerified)
                        .isPresent();
        if (!own) {
            throw SignOnProblems.refused(Refusal.EMAIL_DOMAIN);
        }
    }

    private static String name(IdClaims claims, String email) {
        String said =
                claims.values("name").stream().findFirst().orElse("").replaceAll("\\p{C}", "");
        String name = said.isBlank() ? email : said.strip();
        return name.codePointCount(0, name.length()) <= LONGEST_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME));
    }
}
