package io.tenantry.access.signon;

import io.tenantry.access.Caller;
import io.tenantry.access.OneTimeSecret;
import io.tenantry.access.user.Email;
import io.tenantry.access.user.Refusals;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** A tenant's mail domains: whose they are, and whether sign-on is the only way in. */
@ApplicationScoped
public class DomainCare {
    private static final int MOST = 50;
    private static final String VALUE = "tenantry-verification=";

    private final MailDomains domains;
    private final Setups setups;
    private final Configuring configuring;
    private final TxtRecords records;
    private final AuditLog audit;
    private final ControlPlane controlPlane;

    DomainCare(
            MailDomains domains,
            Setups setups,
            Configuring configuring,
            TxtRecords records,
            AuditLog audit,
            ControlPlane controlPlane) {
        this.domains = domains;
        this.setups = setups;
        this.configuring = configuring;
        this.records = records;
        this.audit = audit;
        this.controlPlane = controlPlane;
    }

    List<MailDomain> list(TenantId tenant) {
        return controlPlane.read(handle -> domains.of(handle, tenant));
    }

    /**
     * Notes a domain that is to be verified; one that is there stays as it is.
     *
     * @throws ProblemException {@code validation_failed}, {@code sign_on_domain_public} or {@code
     *     limit_reached}
     */
    MailDomain add(TenantId tenant, Caller caller, String typed) {
        String name = demandDomain(typed);
        return controlPlane.inTransaction(handle -> {
            configuring.lead(handle, tenant, caller);
            Optional<MailDomain> before = domains.find(handle, tenant, name);
            if (before.isPresent()) {
                return before.get();
            }
            if (domains.of(handle, tenant).size() >= MOST) {
                throw Refusals.full("mail domains", MOST);
            }
            MailDomain added =
                    new MailDomain(tenant, name, VALUE + OneTimeSecret.token(), false, null);
            domains.insert(handle, added, controlPlane.now());
            append(handle, caller.actor(), added, "sign-on.domain-add");
            return added;
        });
    }

    private static String demandDomain(String typed) {
        String domain =
                Email.domain(typed)
                        .orElseThrow(() ->
                                new ProblemException(
                                        ErrorCode.VALIDATION_FAILED,
                                        "domain is no domain of addresses",
                                        "Write it as in acme.example, without @."));
        if (PublicMailDomains.contain(domain)) {
            throw new ProblemException(
                    ErrorCode.SIGN_ON_DOMAIN_PUBLIC,
                    "everybody can get an address at %s".formatted(domain),
                    "Use a domain that your organisation owns.");
        }
        return domain;
    }

    /**
     * Looks for the record, and notes that it is there.
     *
     * @throws ProblemException {@code sign_on_domain_not_found}, {@code sign_on_domain_unverified}
     *     or {@code sign_on_domain_taken}
     */
    MailDomain verify(TenantId tenant, Caller caller, String name) {
        MailDomain domain = controlPlane.read(handle -> demand(handle, tenant, name));
        demandRecord(domain);
        return controlPlane.inTransaction(handle -> {
            configuring.lead(handle, tenant, caller);
            MailDomain now = demand(handle, tenant, name);
            if (!now.recordValue().equals(domain.recordValue())
                    || !domains.verify(handle, now, controlPlane.now())) {
                throw new ProblemException(
                        ErrorCode.SIGN_ON_DOMAIN_TAKEN,
                        "another organisation has verified this domain",
                        "Ask the platform operator if it is not theirs any more.");
            }
            append(handle, caller.actor(), now, "sign-on.domain-verify");
            return demand(handle, tenant, name);
        });
    }

    private void demandRecord(MailDomain domain) {
        boolean there;
        try {
            there = records.of(domain.recordName()).contains(domain.recordValue());
        } catch (IOException silent) {
            throw unverified("the DNS does not answer for %s", domain, silent);
        }
        if (!there) {
            throw unverified("%s has no TXT record with the value asked for", domain, null);
        }
    }

    private static ProblemException unverified(
            String what, MailDomain domain, @Nullable Throwable cause) {
        return new ProblemException(
                ErrorCode.SIGN_ON_DOMAIN_UNVERIFIED,
                what.formatted(domain.recordName()),
                "Make the record, wait until the DNS has it everywhere, and try again.",
                null,
                cause);
    }

    /**
     * Has people of a domain come in by sign-on only, or not.
     *
     * @throws ProblemException {@code sign_on_domain_not_found}, {@code sign_on_domain_unverified}
     *     or {@code sign_on_untested}
     */
    MailDomain enforce(TenantId tenant, Caller caller, String name, boolean enforced) {
        return controlPlane.inTransaction(handle -> {
            configuring.lead(handle, tenant, caller);
            MailDomain domain = demand(handle, tenant, name);
            if (enforced) {
                demandGood(handle, domain);
            }
            if (domain.enforced() != enforced) {
                domains.enforce(handle, tenant, domain.domain(), enforced);
                append(
                        handle,
                        caller.actor(),
                        domain,
                        enforced ? "sign-on.enforce" : "sign-on.release");
            }
            return demand(handle, tenant, name);
        });
    }

    private void demandGood(Handle handle, MailDomain domain) {
        if (!domain.isVerified()) {
            throw unverified("%s has not been looked up yet", domain, null);
        }
        if (setups.find(handle, domain.tenant()).filter(Setup::isTested).isEmpty()) {
            throw new ProblemException(
                    ErrorCode.SIGN_ON_UNTESTED,
                    "nobody has signed in for a test with the sign-on as it is",
                    "Begin a test with POST /api/v1/sign-on/test, and follow its signIn.");
        }
    }

    /** Lets people of all domains of a tenant in by password again; how many domains there were. */
    public int releaseAll(TenantId tenant, Actor by) {
        return controlPlane.inTransaction(handle -> {
            int released = domains.release(handle, tenant);
            audit.append(handle, new AuditEntry(by, tenant, "sign-on.release", null, null, null));
            return released;
        });
    }

    /**
     * Gives a domain up; does nothing if it is not listed.
     *
     * @throws ProblemException {@code sign_on_enforced}
     */
    void remove(TenantId tenant, Caller caller, String name) {
        controlPlane.useTransaction(handle -> {
            configuring.lead(handle, tenant, caller);
            Optional<MailDomain> domain = find(handle, tenant, name);
            if (domain.isEmpty()) {
                return;
            }
            if (domain.get().enforced()) {
                throw Configuring.enforced();
            }
            domains.remove(handle, tenant, domain.get().domain());
            append(handle, caller.actor(), domain.get(), "sign-on.domain-remove");
        });
    }

    private Optional<MailDomain> find(Handle handle, TenantId tenant, String typed) {
        return Email.domain(typed).flatMap(domain -> domains.find(handle, tenant, domain));
    }

    private MailDomain demand(Handle handle, TenantId tenant, String typed) {
        return find(handle, tenant, typed)
                .orElseThrow(() ->
                        new ProblemException(
                                ErrorCode.SIGN_ON_DOMAIN_NOT_FOUND,
                                "the organisation does not list this domain",
                                "Choose one that GET /api/v1/sign-on/domains lists."));
    }

    private void append(Handle handle, Actor actor, MailDomain domain, String action) {
        audit.append(
                handle,
                new AuditEntry(
                        actor, domain.tenant(), action, shortened(domain.domain()), null, null));
    }

    private static String shortened(String domain) {
        return domain.length() <= 100 ? domain : domain.substring(0, 100);
    }
}
