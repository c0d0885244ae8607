package io.tenantry.access.user;

import io.tenantry.routing.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A membership as it is stored, in whatever state.
 *
 * @param role one of the product, or the id of one that the tenant made
 * @param department the id of the department they belong to, or null
 */
public record MemberRecord(
        TenantId tenant,
        String userId,
        String role,
        @Nullable String department,
        MemberState state) {
    /** The same in another role. */
    public MemberRecord as(String another) {
        return new MemberRecord(tenant, userId, another, department, state);
    }

    /** The same in another department, or in none. */
    public MemberRecord in(@Nullable String another) {
        return new MemberRecord(tenant, userId, role, another, state);
    }

    /** The same in another state. */
    public MemberRecord being(MemberState another) {
        return new MemberRecord(tenant, userId, role, department, another);
    }

    /** Whether they are, or can be made again, a member by a change of their state alone. */
    public boolean isMember() {
        return state == MemberState.ACTIVE || state == MemberState.SUSPENDED;
    }
}
