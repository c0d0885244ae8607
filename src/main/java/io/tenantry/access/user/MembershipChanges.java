package io.tenantry.access.user;

import io.tenantry.access.Roles;
import io.tenantry.access.token.Revocation;
import io.tenantry.access.token.Revocations;
import io.tenantry.access.token.SessionRecords;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Changes of memberships that are there: the one way, so that tokens made from a former state are
 * always void, and a tenant always keeps an administrator. Whoever changes something holds {@link
 * Standings#lock}, has looked at what the acting person may do, and writes the audit entry. Each
 * method joins the caller's transaction.
 */
@ApplicationScoped
public class MembershipChanges {
    private final ControlPlane controlPlane;
    private final Administrators administrators;
    private final Revocations revocations;
    private final SessionRecords sessions;

    MembershipChanges(
            ControlPlane controlPlane,
            Administrators administrators,
            Revocations revocations,
            SessionRecords sessions) {
        this.controlPlane = controlPlane;
        this.administrators = administrators;
        this.revocations = revocations;
        this.sessions = sessions;
    }

    /** Somebody's membership, in whatever state. */
    public Optional<MemberRecord> find(Handle handle, TenantId tenant, String userId) {
        if (!Ulid.isValid(userId)) {
            return Optional.empty();
        }
        return handle.createQuery(
                        """
                        SELECT role, department_id, state
                        FROM tenant_users
                        WHERE tenant_id = :tenant AND user_id = :user
                        """)
                .bind("tenant", tenant.value())
                .bind("user", userId)
                .map((row, _) ->
                        new MemberRecord(
                                tenant,
                                userId,
                                row.getString("role"),
                                row.getString("department_id"),
                                MemberState.of(row.getString("state"))))
                .findOne();
    }

    /**
     * Puts a membership into another role, department or state. Whoever leaves manages nothing any
     * more, and their sessions in the tenant end.
     *
     * @throws io.tenantry.problem.ProblemException {@code last_admin}
     */
    public void apply(Handle handle, MemberRecord before, MemberRecord after) {
        update(handle, after);
        revocations.add(
                handle,
                Revocation.ofMember(
                        after.tenant(),
                        after.userId(),
                        version(handle, after.tenant(), after.userId())));
        if (after.state() == MemberState.LEFT) {
            forgetOffices(handle, after);
            sessions.endAll(handle, after.userId(), after.tenant());
        }
        if (before.role().equals(Roles.ENTERPRISE_ADMIN)) {
            administrators.demandOne(handle, after.tenant());
        }
    }

    /** Whether anybody who has not left has a role. */
    public boolean isInUse(Handle handle, TenantId tenant, String role) {
        return handle.createQuery(
                        """
                        SELECT user_id FROM tenant_users
                        WHERE tenant_id = :tenant AND role = :role AND state <> 'left'
                        LIMIT 1
                        """)
                .bind("tenant", tenant.value())
                .bind("role", role)
                .mapTo(String.class)
                .findOne()
                .isPresent();
    }

    /** Gives everybody in one role, which the tenant made, another. */
    public void reassignRole(Handle handle, TenantId tenant, String role, String another) {
        setAll(handle, tenant, "role", role, another);
    }

    /** Puts everybody in one department into another, or into none. */
    public void reassignDepartment(
            Handle handle, TenantId tenant, String department, @Nullable String another) {
        setAll(handle, tenant, "department_id", department, another);
    }

    private void update(Handle handle, MemberRecord after) {
        handle.createUpdate(
                        """
                        UPDATE tenant_users
                        SET role = :role, department_id = :department, state = :state,
                            version = version + 1, changed_at = :now
                        WHERE tenant_id = :tenant AND user_id = :user
                        """)
                .bind("role", after.role())
                .bind("department", after.department())
                .bind("state", after.state().code())
                .bind("now", controlPlane.now())
                .bind("tenant", after.tenant().value())
                .bind("user", after.userId())
                .execute();
    }

    private void setAll(
            Handle handle, TenantId tenant, String column, String value, @Nullable String another) {
        List<Revocation> revoked = revocationsOf(handle, tenant, column, value);
        handle.createUpdate(
                        """
                        UPDATE tenant_users
                        SET <column> = :another, version = version + 1, changed_at = :now
                        WHERE tenant_id = :tenant AND <column> = :value
                        """)
                .define("column", column)
                .bind("another", another)
                .bind("now", controlPlane.now())
                .bind("tenant", tenant.value())
                .bind("value", value)
                .execute();
        if (!revoked.isEmpty()) {
            revocations.add(handle, revoked.toArray(Revocation[]::new));
        }
    }

    private static List<Revocation> revocationsOf(
            Handle handle, TenantId tenant, String column, String value) {
        return handle.createQuery(
                        """
                        SELECT user_id, version
                        FROM tenant_users
                        WHERE tenant_id = :tenant AND <column> = :value
                        FOR UPDATE
                        """)
                .define("column", column)
                .bind("tenant", tenant.value())
                .bind("value", value)
                .map((row, _) ->
                        Revocation.ofMember(
                                tenant, row.getString("user_id"), row.getInt("version") + 1))
                .list();
    }

    private static int version(Handle handle, TenantId tenant, String userId) {
        return handle.createQuery(
                        """
                        SELECT version FROM tenant_users
                        WHERE tenant_id = :tenant AND user_id = :user
                        """)
                .bind("tenant", tenant.value())
                .bind("user", userId)
                .mapTo(Integer.class)
                .one();
    }

    private static void forgetOffices(Handle handle, MemberRecord gone) {
        handle.createUpdate(
                        """
                        DELETE FROM department_managers
                        WHERE tenant_id = :tenant AND user_id = :user
                        """)
                .bind("tenant", gone.tenant().value())
                .bind("user", gone.userId())
                .execute();
    }
}
