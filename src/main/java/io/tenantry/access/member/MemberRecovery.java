package io.tenantry.access.member;

import io.tenantry.access.Permissions;
import io.tenantry.access.factor.LostFactors;
import io.tenantry.access.user.ActingMember;
import io.tenantry.access.user.Refusals;
import io.tenantry.access.user.Standing;
import io.tenantry.access.user.Standings;
import io.tenantry.access.user.User;
import io.tenantry.access.user.Users;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.routing.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/** Helps members who cannot sign in any more. */
@ApplicationScoped
class MemberRecovery {
    private final Standings standings;
    private final MemberRules rules;
    private final Users users;
    private final LostFactors lost;

    MemberRecovery(Standings standings, MemberRules rules, Users users, LostFactors lost) {
        this.standings = standings;
        this.rules = rules;
        this.users = users;
        this.lost = lost;
    }

    /**
     * Takes a member's second factor away. Joins a transaction.
     *
     * @throws ProblemException {@code permission_denied}, {@code beyond_own_permissions}, {@code
     *     member_not_found}, {@code member_state_conflict}, {@code account_shared} or {@code
     *     second_factor_not_found}
     */
    void removeFactor(Handle handle, ActingMember by, String member) {
        standings.lock(handle, by.tenant());
        Standing own =
                standings.require(handle, by.tenant(), by.userId(), Permissions.MEMBER_RECOVER);
        String id = rules.changeable(handle, own, member).userId();
        if (id.equals(by.userId())) {
            throw Refusals.beyondOwn("it is your own: remove it with DELETE /api/v1/me/factor");
        }
        User owner = users.byId(handle, id).orElseThrow(Refusals::noMember);
        // An account is not the organisation's alone if it opens other doors.
        if (owner.platformRole() != null || belongsElsewhere(handle, by.tenant(), id)) {
            throw new ProblemException(
                    ErrorCode.ACCOUNT_SHARED,
                    "their account belongs to others, too",
                    "Have them ask the operators of the platform.");
        }
        lost.remove(handle, owner, by.tenant(), by.actor(), null);
    }

    private static boolean belongsElsewhere(Handle handle, TenantId tenant, String user) {
        return handle.createQuery(
                                """
                                SELECT COUNT(*) FROM tenant_users
                                WHERE user_id = :user
                                  AND tenant_id <> :tenant
                                  AND state IN ('active', 'suspended', 'pending')
                                """)
                        .bind("user", user)
                        .bind("tenant", tenant.value())
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }
}
