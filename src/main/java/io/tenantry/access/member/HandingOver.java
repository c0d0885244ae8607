package io.tenantry.access.member;

import io.tenantry.access.Permissions;
import io.tenantry.access.Roles;
import io.tenantry.access.user.ActingMember;
import io.tenantry.access.user.Granting;
import io.tenantry.access.user.MemberRecord;
import io.tenantry.access.user.MemberState;
import io.tenantry.access.user.MembershipChanges;
import io.tenantry.access.user.Refusals;
import io.tenantry.access.user.Standing;
import io.tenantry.access.user.Standings;
import io.tenantry.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/** That whoever runs an organisation hands that over to another member, at one stroke. */
@ApplicationScoped
public class HandingOver {
    private final Standings standings;
    private final Granting granting;
    private final MemberRules rules;
    private final MembershipChanges memberships;
    private final MemberAudit audit;

    HandingOver(
            Standings standings,
            Granting granting,
            MemberRules rules,
            MembershipChanges memberships,
            MemberAudit audit) {
        this.standings = standings;
        this.granting = granting;
        this.rules = rules;
        this.memberships = memberships;
        this.audit = audit;
    }

    /**
     * Makes an active member {@code enterprise_admin}, and gives the acting one, who is one,
     * another role. Joins a transaction.
     *
     * @param myRole the role's id
     * @throws ProblemException {@code permission_denied}, {@code beyond_own_permissions}, {@code
     *     member_not_found}, {@code member_state_conflict}, {@code role_not_found} or {@code
     *     last_admin}
     */
    public void handOver(Handle handle, ActingMember by, String to, String myRole) {
        standings.lock(handle, by.tenant());
        Standing own =
                standings.require(handle, by.tenant(), by.userId(), Permissions.MEMBER_ASSIGN);
        if (!own.role().equals(Roles.ENTERPRISE_ADMIN)) {
            throw Refusals.beyondOwn("you do not run the organisation");
        }
        MemberRecord heir = rules.changeable(handle, own, to);
        if (heir.state() != MemberState.ACTIVE || to.equals(by.userId())) {
            throw MemberRules.stateConflict(
                    "they are suspended, or yourself", "Choose another active member.");
        }
        granting.demandRole(handle, own, myRole);
        MemberRecord self = memberships.find(handle, by.tenant(), by.userId()).orElseThrow();
        // In this order there is somebody who runs it all the while.
        memberships.apply(handle, heir, heir.as(Roles.ENTERPRISE_ADMIN));
        memberships.apply(handle, self, self.as(myRole));
        audit.handedOver(handle, by, heir, myRole);
    }
}
