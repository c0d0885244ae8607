package io.tenantry.access.signon;

import io.tenantry.access.Caller;
import io.tenantry.access.Permissions;
import io.tenantry.access.Roles;
import io.tenantry.access.signon.SignOnMessages.View;
import io.tenantry.access.signon.SignOnMessages.Wish;
import io.tenantry.access.signon.oidc.Client;
import io.tenantry.access.signon.oidc.ProviderAddresses;
import io.tenantry.access.signon.oidc.ProviderException;
import io.tenantry.access.user.Assignment;
import io.tenantry.access.user.Granting;
import io.tenantry.access.user.Standing;
import io.tenantry.access.user.Standings;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Sets up how a tenant's people sign on. */
@ApplicationScoped
class Configuring {
    private static final String SCOPES = "openid email profile";
    private static final String EMAIL = "email";

    private final Setups setups;
    private final MailDomains domains;
    private final Leaving leaving;
    private final ProviderAddresses addresses;
    private final Standings standings;
    private final Granting granting;
    private final AuditLog audit;
    private final ControlPlane controlPlane;

    Configuring(
            Setups setups,
            MailDomains domains,
            Leaving leaving,
            ProviderAddresses addresses,
            Standings standings,
            Granting granting,
            AuditLog audit,
            ControlPlane controlPlane) {
        this.setups = setups;
        this.domains = domains;
        this.leaving = leaving;
        this.addresses = addresses;
        this.standings = standings;
        this.granting = granting;
        this.audit = audit;
        this.controlPlane = controlPlane;
    }

    /**
     * How it is set up.
     *
     * @throws ProblemException {@code sign_on_not_found}
     */
    Setup demand(TenantId tenant) {
        return controlPlane
                .read(handle -> setups.find(handle, tenant))
                .orElseThrow(SignOnProblems::notFound);
    }

    View view(Setup setup) {
        return View.of(setup, leaving.callback(setup.tenant()));
    }

    /**
     * Sets it up.
     *
     * @throws ProblemException {@code validation_failed}, {@code beyond_own_permissions}, {@code
     *     role_not_found}, {@code department_not_found} or {@code sign_on_enforced}
     */
    View put(TenantId tenant, Caller caller, Wish wish) {
        demandIssuer(wish.issuer());
        return controlPlane.inTransaction(handle -> put(handle, tenant, caller, wish));
    }

    private View put(Handle handle, TenantId tenant, Caller caller, Wish wish) {
        Standing own = lead(handle, tenant, caller);
        Optional<Setup> before = setups.find(handle, tenant);
        Setup wished = setup(tenant, wish, before);
        demandGivable(handle, own, wished.mapping());
        if (before.isPresent()
                && !isOfSameClient(before.get(), wished)
                && domains.isEnforcedAnywhere(handle, tenant)) {
            throw enforced();
        }
        setups.put(handle, wished, controlPlane.now());
        View after = view(setups.find(handle, tenant).orElseThrow());
        audit.append(
                handle,
                new AuditEntry(
                        caller.actor(),
                        tenant,
                        "sign-on.change",
                        null,
                        before.map(this::view).orElse(null),
                        after));
        return after;
    }

    /**
     * Ends it; does nothing if there is none.
     *
     * @throws ProblemException {@code sign_on_enforced}
     */
    void remove(TenantId tenant, Caller caller) {
        controlPlane.useTransaction(handle -> {
            lead(handle, tenant, caller);
            Optional<Setup> before = setups.find(handle, tenant);
            if (before.isEmpty()) {
                return;
            }
            if (domains.isEnforcedAnywhere(handle, tenant)) {
                throw enforced();
            }
            setups.remove(handle, tenant);
            audit.append(
                    handle,
                    new AuditEntry(
                            caller.actor(),
                            tenant,
                            "sign-on.remove",
                            null,
                            view(before.get()),
                            null));
        });
    }

    /**
     * Somebody who may be everybody: whoever says which provider is asked can be anybody whom it
     * names.
     *
     * @throws ProblemException {@code permission_denied} or {@code beyond_own_permissions}
     */
    Standing lead(Handle handle, TenantId tenant, Caller caller) {
        standings.lock(handle, tenant);
        Standing own =
                standings.require(handle, tenant, caller.userId(), Permissions.SIGN_ON_MANAGE);
        granting.demand(handle, own, new Assignment(Roles.ENTERPRISE_ADMIN, null));
        return own;
    }

    private void demandGivable(Handle handle, Standing own, ClaimMapping mapping) {
        String anybody = Roles.MEMBER;
        for (Rule rule : mapping.rules()) {
            granting.demand(
                    handle,
                    own,
                    new Assignment(
                            Objects.requireNonNullElse(rule.role(), anybody), rule.department()));
        }
        granting.demand(
                handle,
                own,
                new Assignment(Objects.requireNonNullElse(mapping.defaultRole(), anybody), null));
    }

    private void demandIssuer(String issuer) {
        try {
            if (addresses.demandUsable(issuer, "issuer").getRawQuery() == null) {
                return;
            }
        } catch (ProviderException unusable) {
            throw invalid("issuer is not an https address", unusable);
        }
        throw invalid("issuer has a query", null);
    }

    private Setup setup(TenantId tenant, Wish wish, Optional<Setup> before) {
        Setup wished =
                new Setup(
                        tenant,
                        client(wish, before),
                        scopes(wish.scopes()),
                        path(Objects.requireNonNullElse(wish.emailClaim(), EMAIL)),
                        Boolean.TRUE.equals(wish.emailTrusted()),
                        Boolean.TRUE.equals(wish.factorTrusted()),
                        !Boolean.FALSE.equals(wish.joins()),
                        mapping(wish),
                        before.map(Setup::version).orElse(1),
                        before.map(Setup::testedVersion).orElse(null),
                        before.map(Setup::testedAt).orElse(null),
                        controlPlane.now());
        return before.isEmpty() || wished.asksAs(before.get()) ? wished : wished.changed();
    }

    /** A secret goes to nobody but the issuer that it was entered for. */
    private static Client client(Wish wish, Optional<Setup> before) {
        String secret = wish.clientSecret();
        if (secret == null || secret.isBlank()) {
            secret =
                    before.map(Setup::client)
                            .filter(known -> known.issuer().equals(wish.issuer()))
                            .filter(known -> known.id().equals(wish.clientId()))
                            .map(Client::secret)
                            .orElseThrow(() -> invalid("clientSecret is needed", null));
        }
        return new Client(wish.issuer(), wish.clientId(), secret);
    }

    private static boolean isOfSameClient(Setup before, Setup after) {
        return before.client().issuer().equals(after.client().issuer())
                && before.client().id().equals(after.client().id());
    }

    private static String scopes(@Nullable String wished) {
        String scopes =
                wished == null || wished.isBlank()
                        ? SCOPES
                        : wished.strip().replaceAll("\\s+", " ");
        if (!scopes.matches("[\\x21\\x23-\\x5b\\x5d-\\x7e ]+")
                || !Arrays.asList(scopes.split(" ", -1)).contains("openid")) {
            throw invalid("scopes are words with blanks between them, and openid is one", null);
        }
        return scopes;
    }

    private static ClaimMapping mapping(Wish wish) {
        List<Rule> rules =
                wish.rules() == null
                        ? List.of()
                        : wish.rules().stream().map(SignOnMessages.RuleMessage::rule).toList();
        for (Rule rule : rules) {
            path(rule.claim());
            if (rule.role() == null && rule.department() == null) {
                throw invalid("a rule gives a role, a department, or both", null);
            }
        }
        return new ClaimMapping(rules, wish.defaultRole());
    }

    private static String path(String claim) {
        if (claim.isBlank()) {
            throw invalid("a claim is a name, or a JSON pointer that begins with a slash", null);
        }
        return claim;
    }

    private static ProblemException invalid(String what, @Nullable Throwable cause) {
        return new ProblemException(
                ErrorCode.VALIDATION_FAILED, what, "Correct the value.", null, cause);
    }

    static ProblemException enforced() {
        return new ProblemException(
                ErrorCode.SIGN_ON_ENFORCED,
                "people of a domain come in by this sign-on only",
                "Stop that first: PUT /api/v1/sign-on/domains/{domain}/enforcement.");
    }
}
