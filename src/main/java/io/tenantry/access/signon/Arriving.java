package io.tenantry.access.signon;

import io.tenantry.access.Roles;
import io.tenantry.access.member.MemberAudit;
import io.tenantry.access.role.RoleRecords;
import io.tenantry.access.signon.SignOnProblems.Refusal;
import io.tenantry.access.signon.oidc.IdClaims;
import io.tenantry.access.user.ActingMember;
import io.tenantry.access.user.Administrators;
import io.tenantry.access.user.Assignment;
import io.tenantry.access.user.Joining;
import io.tenantry.access.user.MemberRecord;
import io.tenantry.access.user.MemberState;
import io.tenantry.access.user.MembershipChanges;
import io.tenantry.access.user.Standings;
import io.tenantry.access.user.User;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Makes of whomever a provider names what they are to be in the tenant. */
@ApplicationScoped
class Arriving {
    private static final String METHODS = "amr";
    private static final String SEVERAL = "mfa";
    private static final String PASSWORD = "pwd";

    /** What counts as a second factor beside a password (RFC 8176). */
    private static final Set<String> BESIDE_A_PASSWORD =
            Set.of("otp", "hwk", "swk", "sc", "fpt", "face", "iris");

    private final Standings standings;
    private final Recognition recognition;
    private final Identities identities;
    private final Joining joining;
    private final MembershipChanges memberships;
    private final Administrators administrators;
    private final RoleRecords roles;
    private final MemberAudit memberAudit;
    private final AuditLog audit;
    private final ControlPlane controlPlane;

    Arriving(
            Standings standings,
            Recognition recognition,
            Identities identities,
            Joining joining,
            MembershipChanges memberships,
            Administrators administrators,
            RoleRecords roles,
            MemberAudit memberAudit,
            AuditLog audit,
            ControlPlane controlPlane) {
        this.standings = standings;
        this.recognition = recognition;
        this.identities = identities;
        this.joining = joining;
        this.memberships = memberships;
        this.administrators = administrators;
        this.roles = roles;
        this.memberAudit = memberAudit;
        this.audit = audit;
        this.controlPlane = controlPlane;
    }

    /**
     * Lets somebody arrive, in the caller's transaction.
     *
     * @param address where they call from
     * @throws ProblemException {@code sign_on_refused}
     */
    Arrived arrive(Handle handle, Setup setup, IdClaims claims, String address) {
        standings.lock(handle, setup.tenant());
        User user = recognition.recognise(handle, setup, claims);
        Actor actor = new Actor(user.id(), address);
        Optional<MemberRecord> before = memberships.find(handle, setup.tenant(), user.id());
        boolean member = before.filter(found -> found.state() == MemberState.ACTIVE).isPresent();
        Assignment assignment =
                member
                        ? stay(handle, setup, claims, before.orElseThrow(), actor)
                        : join(handle, setup, claims, before, actor);
        identities.note(handle, setup.tenant(), claims, user.id(), controlPlane.now());
        return new Arrived(
                user, assignment, !member, setup.factorTrusted() && hasShownFactor(claims));
    }

    private Assignment stay(
            Handle handle, Setup setup, IdClaims claims, MemberRecord before, Actor actor) {
        Assignment wanted = demandThere(handle, setup.tenant(), setup.mapping().of(claims, before));
        boolean indispensable =
                before.role().equals(Roles.ENTERPRISE_ADMIN)
                        && !administrators.isThereAnyBut(handle, setup.tenant(), before.userId());
        MemberRecord after =
                before.as(indispensable ? before.role() : wanted.role()).in(wanted.department());
        change(handle, before, after, actor);
        return new Assignment(after.role(), after.department());
    }

    private void change(Handle handle, MemberRecord before, MemberRecord after, Actor actor) {
        if (!after.equals(before)) {
            memberships.apply(handle, before, after);
            memberAudit.changed(
                    handle, new ActingMember(after.tenant(), after.userId(), actor), before, after);
        }
    }

    private Assignment join(
            Handle handle,
            Setup setup,
            IdClaims claims,
            Optional<MemberRecord> before,
            Actor actor) {
        MemberState state = before.map(MemberRecord::state).orElse(MemberState.LEFT);
        if (state == MemberState.SUSPENDED) {
            throw SignOnProblems.refused(Refusal.SUSPENDED);
        }
        if (!setup.joins()) {
            throw SignOnProblems.refused(Refusal.NOT_A_MEMBER);
        }
        Assignment wanted = demandThere(handle, setup.tenant(), setup.mapping().of(claims));
        if (state == MemberState.PENDING) {
            MemberRecord waiting = before.orElseThrow();
            change(
                    handle,
                    waiting,
                    waiting.being(MemberState.ACTIVE).as(wanted.role()).in(wanted.department()),
                    actor);
        } else {
            joining.join(
                    handle,
                    setup.tenant(),
                    actor.name(),
                    wanted,
                    Joining.ACTIVE,
                    controlPlane.now());
            audit.append(
                    handle,
                    new AuditEntry(
                            actor,
                            setup.tenant(),
                            "member.join",
                            actor.name(),
                            null,
                            Map.of("role", wanted.role(), "by", "sign-on")));
        }
        return wanted;
    }

    /** What a rule gives may have been deleted behind its back. */
    private Assignment demandThere(Handle handle, TenantId tenant, Optional<Assignment> given) {
        Assignment wanted = given.orElseThrow(() -> SignOnProblems.refused(Refusal.ROLE_MISSING));
        String department = wanted.department();
        if (roles.find(handle, tenant, wanted.role()).isEmpty()
                || (department != null && !exists(handle, tenant, department))) {
            throw SignOnProblems.refused(Refusal.ROLE_GONE);
        }
        return wanted;
    }

    private static boolean exists(Handle handle, TenantId tenant, String department) {
        return handle.createQuery(
                                """
                                SELECT COUNT(*) FROM departments
                                WHERE tenant_id = :tenant AND id = :department
                                """)
                        .bind("tenant", tenant.value())
                        .bind("department", department)
                        .mapTo(Integer.class)
                        .one()
                == 1;
    }

    private static boolean hasShownFactor(IdClaims claims) {
        Set<String> methods = claims.values(METHODS);
        return methods.contains(SEVERAL)
                || (methods.contains(PASSWORD)
                        && methods.stream().anyMatch(BESIDE_A_PASSWORD::contains));
    }
}
