package io.tenantry.access.signon;

import io.tenantry.access.Caller;
import io.tenantry.access.Permissions;
import io.tenantry.access.Roles;
import io.tenantry.access.signon.SignOnMessages.View;
import io.tenantry.access.signon.SignOnMessages.Wish;
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
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Sets up how a tenant's people sign on. */
@ApplicationScoped
class Configuring {
    private final Setups setups;
    private final MailDomains domains;
    private final Leaving leaving;
    private final WishedSetups wished;
    private final Standings standings;
    private final Granting granting;
    private final AuditLog audit;
    private final ControlPlane controlPlane;

    Configuring(
            Setups setups,
            MailDomains domains,
            Leaving leaving,
            WishedSetups wished,
            Standings standings,
            Granting granting,
            AuditLog audit,
            ControlPlane controlPlane) {
        this.setups = setups;
        this.domains = domains;
        this.leaving = leaving;
        this.wished = wished;
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
        wished.demandIssuer(wish.issuer());
        return controlPlane.inTransaction(handle -> put(handle, tenant, caller, wish));
    }

    private View put(Handle handle, TenantId tenant, Caller caller, Wish wish) {
        Standing own = lead(handle, tenant, caller);
        Optional<Setup> before = setups.find(handle, tenant);
        Setup setup = wished.read(tenant, wish, before);
        demandGivable(handle, own, setup.mapping());
        if (before.isPresent()
                && !isOfSameClient(before.get(), setup)
                && domains.isEnforcedAnywhere(handle, tenant)) {
            throw enforced();
        }
        setups.put(handle, setup, controlPlane.now());
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

    private static boolean isOfSameClient(Setup before, Setup after) {
        return before.client().issuer().equals(after.client().issuer())
                && before.client().id().equals(after.client().id());
    }

    static ProblemException enforced() {
        return new ProblemException(
                ErrorCode.SIGN_ON_ENFORCED,
                "people of a domain come in by this sign-on only",
                "Stop that first: PUT /api/v1/sign-on/domains/{domain}/enforcement.");
    }
}
