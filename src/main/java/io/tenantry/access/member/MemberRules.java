package io.tenantry.access.member;

import io.tenantry.access.Permissions;
import io.tenantry.access.member.MemberMessages.MemberChange;
import io.tenantry.access.role.Role;
import io.tenantry.access.role.RoleRecords;
import io.tenantry.access.user.MemberRecord;
import io.tenantry.access.user.MembershipChanges;
import io.tenantry.access.user.Refusals;
import io.tenantry.access.user.Standing;
import io.tenantry.access.user.Standings;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.routing.Ulid;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Whom somebody sees, whom they may change, and into what; each method joins a transaction. */
@ApplicationScoped
class MemberRules {
    private final Standings standings;
    private final RoleRecords roles;
    private final MembershipChanges memberships;

    MemberRules(Standings standings, RoleRecords roles, MembershipChanges memberships) {
        this.standings = standings;
        this.roles = roles;
        this.memberships = memberships;
    }

    /** A member in whatever state, if the permissions reach them. */
    MemberRecord visible(Handle handle, Standing own, String id) {
        return memberships
                .find(handle, own.tenant(), id)
                .filter(member -> standings.reaches(handle, own, member.department()))
                .orElseThrow(Refusals::noMember);
    }

    /** A member who may be changed: visible, active or suspended, and of no more permissions. */
    MemberRecord changeable(Handle handle, Standing own, String id) {
        MemberRecord member = visible(handle, own, id);
        if (!member.isMember()) {
            throw stateConflict(
                    "they are no member: " + member.state().code(),
                    "Invite them, or decide on their invitation.");
        }
        boolean covered =
                roles.find(handle, own.tenant(), member.role())
                        .filter(role -> role.isCoveredBy(own))
                        .isPresent();
        if (!covered) {
            throw Refusals.beyondOwn("they may do more than you");
        }
        return member;
    }

    /** A role that they may give. */
    Role givable(Handle handle, Standing own, String id) {
        Role role = roles.find(handle, own.tenant(), id).orElseThrow(Refusals::noRole);
        if (!role.isCoveredBy(own)) {
            throw Refusals.beyondOwn("the role permits more than you may yourself");
        }
        return role;
    }

    /** Demands that they may put people there; null stands for no department. */
    void demandReached(Handle handle, Standing own, @Nullable String department) {
        if (department != null && !exists(handle, own, department)) {
            throw Refusals.noDepartment();
        }
        if (!standings.reaches(handle, own, department)) {
            throw Refusals.beyondOwn("this is not your department or one below it");
        }
    }

    /** Demands the permission for each thing that a change touches. */
    void demandPermitted(Standing own, MemberChange change) {
        boolean assigns = change.role() != null;
        boolean updates = change.department() != null || change.state() != null || !assigns;
        if ((assigns && !own.permits(Permissions.MEMBER_ASSIGN))
                || (updates && !own.permits(Permissions.MEMBER_UPDATE))) {
            throw Standings.denied();
        }
    }

    private static boolean exists(Handle handle, Standing own, String department) {
        return Ulid.isValid(department)
                && handle.createQuery(
                                """
                                SELECT id FROM departments
                                WHERE tenant_id = :tenant AND id = :department
                                """)
                        .bind("tenant", own.tenant().value())
                        .bind("department", department)
                        .mapTo(String.class)
                        .findOne()
                        .isPresent();
    }

    static ProblemException stateConflict(String what, String remedy) {
        return new ProblemException(ErrorCode.MEMBER_STATE_CONFLICT, what, remedy);
    }
}
