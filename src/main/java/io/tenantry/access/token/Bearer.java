package io.tenantry.access.token;

import io.tenantry.routing.TenantId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom an access token is for, and what it lets them do.
 *
 * @param userId becomes the subject
 * @param tenant the tenant that the bearer works in, or null if none is chosen yet
 * @param roles what the bearer is: in that tenant, or else on the platform
 * @param permissions what roles that an enterprise made itself permit
 * @param department the department the bearer belongs to, or null
 * @param session the session that the token belongs to, or null if it belongs to none
 * @param methods how the bearer has shown who they are
 * @param versions of what the token was made from
 */
public record Bearer(
        String userId,
        @Nullable TenantId tenant,
        Set<String> roles,
        Set<String> permissions,
        @Nullable String department,
        @Nullable String session,
        SignInMethods methods,
        Versions versions) {

    /** Somebody with roles of the product and no session. */
    public static Bearer of(String userId, @Nullable TenantId tenant, Set<String> roles) {
        return new Bearer(
                userId, tenant, roles, Set.of(), null, null, SignInMethods.UNKNOWN, Versions.FIRST);
    }
}
