package io.tenantry.access.member;

import io.tenantry.access.Permissions;
import io.tenantry.access.department.DepartmentChoice;
import io.tenantry.access.member.MemberMessages.MemberChange;
import io.tenantry.access.member.MemberMessages.MemberView;
import io.tenantry.access.user.ActingMember;
import io.tenantry.access.user.Granting;
import io.tenantry.access.user.MemberRecord;
import io.tenantry.access.user.MemberState;
import io.tenantry.access.user.MembershipChanges;
import io.tenantry.access.user.Refusals;
import io.tenantry.access.user.Standing;
import io.tenantry.access.user.Standings;
import io.tenantry.paging.PageRequest;
import io.tenantry.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The members of a tenant, as its people see and change them; each method joins a transaction. */
@ApplicationScoped
public class Members {
    private final Standings standings;
    private final Granting granting;
    private final MemberRules rules;
    private final MembershipChanges memberships;
    private final MemberViews views;
    private final MemberAudit audit;

    Members(
            Standings standings,
            Granting granting,
            MemberRules rules,
            MembershipChanges memberships,
            MemberViews views,
            MemberAudit audit) {
        this.standings = standings;
        this.granting = granting;
        this.rules = rules;
        this.memberships = memberships;
        this.views = views;
        this.audit = audit;
    }

    /** One beyond the page's limit, by id; only those whom the caller's permissions reach. */
    List<MemberView> list(Handle handle, ActingMember by, MemberFilter filter, PageRequest page) {
        return list(handle, by, filter, page.after(), page.limit() + 1);
    }

    /** The first so many whom the caller's permissions reach, by id. */
    public List<MemberView> list(
            Handle handle,
            ActingMember by,
            MemberFilter filter,
            @Nullable String after,
            int limit) {
        Standing own = standings.require(handle, by.tenant(), by.userId(), Permissions.MEMBER_READ);
        return views.list(handle, own, filter, after, limit);
    }

    /**
     * Reads one whom the caller sees.
     *
     * @throws ProblemException {@code member_not_found}
     */
    public MemberView read(Handle handle, ActingMember by, String id) {
        Standing own = standings.require(handle, by.tenant(), by.userId(), Permissions.MEMBER_READ);
        rules.visible(handle, own, id);
        return view(handle, by, id);
    }

    /**
     * Changes somebody's role, department or state.
     *
     * @throws ProblemException {@code member_not_found}, {@code member_state_conflict}, {@code
     *     beyond_own_permissions}, {@code role_not_found}, {@code department_not_found} or {@code
     *     last_admin}
     */
    public MemberView change(Handle handle, ActingMember by, String id, MemberChange change) {
        Standing own = acting(handle, by);
        rules.demandPermitted(own, change);
        MemberRecord before = rules.changeable(handle, own, id);
        MemberRecord after = changed(handle, own, before, change);
        if (!after.equals(before)) {
            memberships.apply(handle, before, after);
            audit.changed(handle, by, before, after);
        }
        return view(handle, by, id);
    }

    /**
     * Removes somebody; does nothing if they have gone.
     *
     * @throws ProblemException {@code member_not_found}, {@code member_state_conflict}, {@code
     *     beyond_own_permissions} or {@code last_admin}
     */
    public void remove(Handle handle, ActingMember by, String id) {
        standings.lock(handle, by.tenant());
        Standing own =
                standings.require(handle, by.tenant(), by.userId(), Permissions.MEMBER_REMOVE);
        if (rules.visible(handle, own, id).state() != MemberState.LEFT) {
            end(handle, by, rules.changeable(handle, own, id), "member.remove");
        }
    }

    /**
     * Leaves the tenant: everybody may.
     *
     * @throws ProblemException {@code permission_denied} if they are no active member, or {@code
     *     last_admin}
     */
    public void leave(Handle handle, ActingMember by) {
        standings.lock(handle, by.tenant());
        MemberRecord member =
                standings
                        .find(handle, by.tenant(), by.userId())
                        .flatMap(own -> memberships.find(handle, by.tenant(), by.userId()))
                        .orElseThrow(Standings::denied);
        end(handle, by, member, "member.leave");
    }

    private void end(Handle handle, ActingMember by, MemberRecord before, String action) {
        MemberRecord after = before.being(MemberState.LEFT);
        memberships.apply(handle, before, after);
        audit.ended(handle, by, before, action);
    }

    private Standing acting(Handle handle, ActingMember by) {
        standings.lock(handle, by.tenant());
        return standings.find(handle, by.tenant(), by.userId()).orElseThrow(Standings::denied);
    }

    private MemberRecord changed(
            Handle handle, Standing own, MemberRecord before, MemberChange change) {
        MemberRecord after = before;
        String role = change.role();
        if (role != null) {
            granting.demandRole(handle, own, role);
            after = after.as(role);
        }
        DepartmentChoice department = change.department();
        if (department != null) {
            granting.demandDepartment(handle, own, department.id());
            after = after.in(department.id());
        }
        return after.being(
                Optional.ofNullable(change.state()).map(MemberState::of).orElse(after.state()));
    }

    private MemberView view(Handle handle, ActingMember by, String id) {
        return views.find(handle, by.tenant(), id).orElseThrow(Refusals::noMember);
    }
}
