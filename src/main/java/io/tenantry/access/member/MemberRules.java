package io.tenantry.access.member;

import io.tenantry.access.Permissions;
import io.tenantry.access.member.MemberMessages.MemberChange;
import io.tenantry.access.role.RoleRecords;
import io.tenantry.access.user.MemberRecord;
import io.tenantry.access.user.MembershipChanges;
import io.tenantry.access.user.Refusals;
import io.tenantry.access.user.Standing;
import io.tenantry.access.user.Standings;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

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

    /** Demands the permission for each thing that a change touches. */
    void demandPermitted(Standing own, MemberChange change) {
        boolean assigns = change.role() != null;
        boolean updates = change.department() != null || change.state() != null || !assigns;
        if ((assigns && !own.permits(Permissions.MEMBER_ASSIGN))
                || (updates && !own.permits(Permissions.MEMBER_UPDATE))) {
            throw Standings.denied();
        }
    }

    static ProblemException stateConflict(String what, String remedy) {
        return new ProblemException(ErrorCode.MEMBER_STATE_CONFLICT, what, remedy);
    }
}
