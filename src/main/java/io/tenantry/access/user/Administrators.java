package io.tenantry.access.user;

import io.tenantry.access.Roles;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.routing.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The rule that a tenant always has somebody who runs it: an active member with the role {@code
 * enterprise_admin} whose account is open. It is looked at after the change and before its commit,
 * under {@link Standings#lock}, so that it holds whatever the change was made of, and of two
 * administrators who demote each other at the same moment the second is refused.
 */
@ApplicationScoped
public class Administrators {
    private static final int MOST_WRITTEN_TO = 20;

    /**
     * Demands that there is one.
     *
     * @throws ProblemException {@code last_admin} if there is none: the caller's transaction must
     *     not be committed
     */
    public void demandOne(Handle handle, TenantId tenant) {
        if (!isThereAnyBut(handle, tenant, "")) {
            throw new ProblemException(
                    ErrorCode.LAST_ADMIN,
                    "nobody would be left who runs the organisation",
                    "Make somebody else enterprise_admin first, or hand over to them.");
        }
    }

    /** Whether somebody runs the tenant besides one person. */
    public boolean isThereAnyBut(Handle handle, TenantId tenant, String userId) {
        return handle.createQuery(
                        """
                        SELECT m.user_id
                        FROM tenant_users m
                        JOIN users u ON u.id = m.user_id
                        WHERE m.tenant_id = :tenant
                          AND m.role = :role
                          AND m.state = 'active'
                          AND u.state = 'active'
                          AND m.user_id <> :user
                        LIMIT 1
                        """)
                .bind("tenant", tenant.value())
                .bind("role", Roles.ENTERPRISE_ADMIN)
                .bind("user", userId)
                .mapTo(String.class)
                .findOne()
                .isPresent();
    }

    /** Where to write to whoever runs a tenant: to so many of them, not to a crowd. */
    public List<String> addresses(Handle handle, TenantId tenant) {
        return handle.createQuery(
                        """
                        SELECT u.email
                        FROM tenant_users m
                        JOIN users u ON u.id = m.user_id
                        WHERE m.tenant_id = :tenant
                          AND m.role = :role
                          AND m.state = 'active'
                          AND u.state = 'active'
                        ORDER BY u.id
                        LIMIT :most
                        """)
                .bind("tenant", tenant.value())
                .bind("role", Roles.ENTERPRISE_ADMIN)
                .bind("most", MOST_WRITTEN_TO)
                .mapTo(String.class)
                .list();
    }
}
