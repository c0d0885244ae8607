package io.tenantry.access.support;

import io.tenantry.access.Caller;
import io.tenantry.access.SupportMode;
import io.tenantry.access.factor.FactorPolicy;
import io.tenantry.access.support.SupportMessages.NewVisit;
import io.tenantry.access.support.SupportMessages.SupportToken;
import io.tenantry.access.support.SupportMessages.VisitView;
import io.tenantry.access.support.Visit.Guest;
import io.tenantry.access.token.AccessTokens;
import io.tenantry.access.token.AccessTokens.GuestToken;
import io.tenantry.access.token.Revocation;
import io.tenantry.access.token.Revocations;
import io.tenantry.access.token.SessionRecords;
import io.tenantry.access.token.SignInMethods;
import io.tenantry.access.user.Standings;
import io.tenantry.access.user.User;
import io.tenantry.access.user.Users;
import io.tenantry.paging.Page;
import io.tenantry.paging.PageRequest;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Lets people of the platform into tenants that allow it, and has them leave. */
@ApplicationScoped
public class Visits {
    private final VisitRecords records;
    private final VisitLetters letters;
    private final Users users;
    private final Standings standings;
    private final FactorPolicy factors;
    private final SessionRecords sessions;
    private final AccessTokens tokens;
    private final Revocations revocations;
    private final AuditLog audit;
    private final ControlPlane controlPlane;

    Visits(
            VisitRecords records,
            VisitLetters letters,
            Users users,
            Standings standings,
            FactorPolicy factors,
            SessionRecords sessions,
            AccessTokens tokens,
            Revocations revocations,
            AuditLog audit,
            ControlPlane controlPlane) {
        this.records = records;
        this.letters = letters;
        this.users = users;
        this.standings = standings;
        this.factors = factors;
        this.sessions = sessions;
        this.tokens = tokens;
        this.revocations = revocations;
        this.audit = audit;
        this.controlPlane = controlPlane;
    }

    /**
     * Enters a tenant; a visit of the caller to it that goes on ends.
     *
     * @throws ProblemException {@code support_not_allowed} or {@code tenant_requires_second_factor}
     */
    public SupportToken enter(TenantId tenant, Caller caller, NewVisit wish) {
        return controlPlane.inTransaction(handle -> enter(handle, tenant, caller, wish));
    }

    private SupportToken enter(Handle handle, TenantId tenant, Caller caller, NewVisit wish) {
        // So that a tenant which forbids it at this moment has the visit ended.
        standings.lock(handle, tenant);
        Instant now = controlPlane.now();
        User user = users.demandActive(handle, caller.userId());
        SupportMode mode = SupportMode.ofCode(wish.mode());
        SupportPolicy policy = records.policy(handle, tenant);
        if (!policy.allows(mode, now)) {
            throw new ProblemException(
                    ErrorCode.SUPPORT_NOT_ALLOWED,
                    "the tenant lets nobody in as a guest who may do this much",
                    "Have an administrator of the tenant allow it with PUT /api/v1/support-access.");
        }
        demandFactor(handle, tenant, caller);
        for (Visit former : records.open(handle, tenant, now)) {
            if (former.guest().id().equals(user.id())) {
                end(handle, former, caller);
            }
        }
        Visit visit =
                new Visit(
                        Ulid.at(now),
                        tenant,
                        new Guest(user.id(), user.name(), user.email()),
                        mode,
                        wish.reason().strip(),
                        now,
                        earlier(now.plus(Duration.ofMinutes(wish.stay())), policy.until()),
                        null,
                        null);
        records.insert(handle, visit);
        audit.append(
                handle,
                new AuditEntry(
                        caller.actor(),
                        tenant,
                        "support.enter",
                        visit.id(),
                        null,
                        Map.of(
                                "mode", mode.code(),
                                "reason", visit.reason(),
                                "until", visit.expiresAt())));
        letters.announce(handle, visit);
        return token(visit, user, caller, now);
    }

    /**
     * Another token for a visit of the caller.
     *
     * @throws ProblemException {@code visit_not_found} or {@code visit_over}
     */
    public SupportToken renew(TenantId tenant, String id, Caller caller) {
        return controlPlane.read(handle -> {
            Instant now = controlPlane.now();
            User user = users.demandActive(handle, caller.userId());
            Visit visit =
                    records.find(handle, tenant, id)
                            .filter(found -> found.guest().id().equals(user.id()))
                            .orElseThrow(Visits::unknown);
            if (!visit.isOpen(now)) {
                throw new ProblemException(
                        ErrorCode.VISIT_OVER, "the visit is over", "Enter the tenant anew.");
            }
            demandFactor(handle, tenant, caller);
            return token(visit, user, caller, now);
        });
    }

    /** Ends a visit, at once here and within a second on all replicas; twice is no error. */
    public void end(TenantId tenant, String id, Caller caller) {
        controlPlane.useTransaction(handle -> {
            Visit visit = records.find(handle, tenant, id).orElseThrow(Visits::unknown);
            if (visit.isOpen(controlPlane.now())) {
                end(handle, visit, caller);
            }
        });
    }

    void end(Handle handle, Visit visit, Caller caller) {
        records.end(handle, visit.id(), caller.actor().name(), controlPlane.now());
        revocations.add(handle, Revocation.ofSession(visit.id()));
        audit.append(
                handle,
                new AuditEntry(
                        caller.actor(), visit.tenant(), "support.end", visit.id(), null, null));
    }

    /** Visits to a tenant, newest first. */
    public Page<VisitView> of(TenantId tenant, PageRequest page) {
        Instant now = controlPlane.now();
        List<Visit> found =
                controlPlane.read(
                        handle -> records.of(handle, tenant, page.after(), page.limit() + 1));
        return Page.of(found, page, Visit::id, visit -> VisitView.of(visit, now));
    }

    /** The visit that a caller is on; empty if they are no guest. In the caller's transaction. */
    public Optional<Stay> stayOf(Handle handle, Caller caller) {
        Instant now = controlPlane.now();
        Optional<TenantId> tenant = caller.tenantId().map(TenantId::new);
        return caller.visit()
                .flatMap(id -> tenant.flatMap(visited -> records.find(handle, visited, id)))
                .map(visit -> stay(handle, visit, now));
    }

    private static Stay stay(Handle handle, Visit visit, Instant now) {
        return handle.createQuery("SELECT slug, name, state FROM tenants WHERE id = :tenant")
                .bind("tenant", visit.tenant().value())
                .map((row, _) ->
                        new Stay(
                                VisitView.of(visit, now),
                                row.getString("slug"),
                                row.getString("name"),
                                row.getString("state")))
                .one();
    }

    private void demandFactor(Handle handle, TenantId tenant, Caller caller) {
        SignInMethods methods =
                caller.session()
                        .flatMap(session -> sessions.methods(handle, session))
                        .orElse(SignInMethods.UNKNOWN);
        factors.refusal(handle, tenant, caller.userId(), methods)
                .ifPresent(refusal -> {
                    throw refusal;
                });
    }

    private SupportToken token(Visit visit, User user, Caller caller, Instant now) {
        Set<String> permissions = visit.mode().permissions();
        GuestToken token =
                tokens.issueToGuest(
                        visit.tenant(),
                        user.id(),
                        user.version(),
                        permissions,
                        caller.session().orElse(null),
                        visit.id(),
                        visit.expiresAt());
        return new SupportToken(
                token.text(),
                Duration.between(now, token.expiresAt()).toSeconds(),
                VisitView.of(visit, now));
    }

    private static Instant earlier(Instant one, @Nullable Instant other) {
        return other == null || one.isBefore(other) ? one : other;
    }

    private static ProblemException unknown() {
        return new ProblemException(
                ErrorCode.VISIT_NOT_FOUND, "there is no such visit", "Choose one of the list.");
    }
}
