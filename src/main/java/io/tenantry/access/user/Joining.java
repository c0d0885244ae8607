package io.tenantry.access.user;

import io.tenantry.access.user.Users.NewUser;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.routing.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * How people come into a tenant. Each method joins the caller's transaction, which holds {@link
 * Standings#lock}.
 */
@ApplicationScoped
public class Joining {
    /** The state of somebody who is in. */
    public static final String ACTIVE = "active";

    /** The state of somebody whom an administrator has yet to let in. */
    public static final String PENDING = "pending";

    private static final Set<String> BELONGS = Set.of(ACTIVE, PENDING, "suspended");

    private final Users users;

    Joining(Users users) {
        this.users = users;
    }

    /**
     * The account of somebody who has shown that the address is theirs; it is made if there is
     * none. One that is there keeps its name, and its password if it has one.
     *
     * @param passwordHash in encoded form, or null to give none
     */
    public User account(
            Handle handle, String email, String name, @Nullable String passwordHash, Instant now) {
        User user = users.findOrCreate(handle, new NewUser(email, name, passwordHash, null), now);
        if (passwordHash != null) {
            users.setFirstPassword(handle, user.id(), passwordHash, now);
        }
        return user;
    }

    /**
     * Makes a person a member.
     *
     * @param state {@link #ACTIVE} or {@link #PENDING}
     * @throws ProblemException {@code already_member}; also for somebody who is suspended: an
     *     invitation does not lift that
     */
    public void join(
            Handle handle,
            TenantId tenant,
            String userId,
            Assignment assignment,
            String state,
            Instant now) {
        if (state(handle, tenant, userId).filter(BELONGS::contains).isPresent()) {
            throw new ProblemException(
                    ErrorCode.ALREADY_MEMBER,
                    "the person belongs to the organisation already",
                    "Sign in. If that does not help, ask an administrator of the organisation.");
        }
        handle.createUpdate(
                        """
                        INSERT INTO tenant_users
                            (tenant_id, user_id, role, department_id, state, created_at, changed_at)
                        VALUES
                            (:tenant, :user, :role, :department, :state, :now, :now)
                        ON DUPLICATE KEY UPDATE
                            role = :role, department_id = :department, state = :state,
                            version = version + 1, changed_at = :now
                        """)
                .bind("tenant", tenant.value())
                .bind("user", userId)
                .bind("role", assignment.role())
                .bind("department", assignment.department())
                .bind("state", state)
                .bind("now", now)
                .execute();
    }

    /** The state of a person's membership; empty if there is none. */
    public Optional<String> state(Handle handle, TenantId tenant, String userId) {
        return handle.createQuery(
                        """
                        SELECT state FROM tenant_users
                        WHERE tenant_id = :tenant AND user_id = :user
                        FOR UPDATE
                        """)
                .bind("tenant", tenant.value())
                .bind("user", userId)
                .mapTo(String.class)
                .findOne();
    }

    /** What somebody who waits for approval is to be; empty if they do not wait. */
    public Optional<Assignment> waiting(Handle handle, TenantId tenant, String userId) {
        return handle.createQuery(
                        """
                        SELECT role, department_id FROM tenant_users
                        WHERE tenant_id = :tenant AND user_id = :user AND state = 'pending'
                        FOR UPDATE
                        """)
                .bind("tenant", tenant.value())
                .bind("user", userId)
                .map((row, _) ->
                        new Assignment(row.getString("role"), row.getString("department_id")))
                .findOne();
    }

    /** Lets somebody in who waits. */
    public void approve(Handle handle, TenantId tenant, String userId, Instant now) {
        handle.createUpdate(
                        """
                        UPDATE tenant_users
                        SET state = 'active', version = version + 1, changed_at = :now
                        WHERE tenant_id = :tenant AND user_id = :user AND state = 'pending'
                        """)
                .bind("tenant", tenant.value())
                .bind("user", userId)
                .bind("now", now)
                .execute();
    }

    /**
     * Sends somebody away who waits. The membership stays, as that of whoever has left: its version
     * must not begin anew while tokens of an earlier one are void.
     */
    public void refuse(Handle handle, TenantId tenant, String userId, Instant now) {
        handle.createUpdate(
                        """
                        UPDATE tenant_users
                        SET state = 'left', version = version + 1, changed_at = :now
                        WHERE tenant_id = :tenant AND user_id = :user AND state = 'pending'
                        """)
                .bind("tenant", tenant.value())
                .bind("user", userId)
                .bind("now", now)
                .execute();
    }
}
