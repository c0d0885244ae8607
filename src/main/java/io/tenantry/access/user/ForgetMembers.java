package io.tenantry.access.user;

import io.tenantry.provisioning.journal.Step;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.tenant.DeletionReceipts;
import io.tenantry.provisioning.tenant.PurgeTenant;
import io.tenantry.routing.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The step of a tenant's purge that ends its memberships and the sessions that chose it. People who
 * belong to another tenant, or have an office on the platform, stay; the account of anybody else is
 * of no use any more and goes, too.
 */
@ApplicationScoped
class ForgetMembers implements Step<PurgeTenant> {
    private final Users users;
    private final Memberships memberships;
    private final Clock clock;

    ForgetMembers(Users users, Memberships memberships, Clock clock) {
        this.users = users;
        this.memberships = memberships;
        this.clock = clock;
    }

    @Override
    public String name() {
        return PurgeTenant.FORGET_MEMBERS;
    }

    @Override
    public void execute(StepContext<PurgeTenant> context) {
        context.alongside(handle -> forget(handle, context.tenant()));
    }

    private void forget(Handle handle, TenantId tenant) {
        List<String> homeless = users.onlyOf(handle, tenant);
        int members = memberships.removeAll(handle, tenant);
        int sessions =
                handle.createUpdate("DELETE FROM refresh_tokens WHERE tenant_id = :tenant")
                        .bind("tenant", tenant.value())
                        .execute();
        handle.createUpdate("DELETE FROM sessions WHERE tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .execute();
        int invitations = forgetInvitations(handle, tenant, homeless);
        forgetOrganisation(handle, tenant);
        users.remove(handle, homeless);
        Instant now = clock.instant();
        if (members > 0) {
            DeletionReceipts.removed(
                    handle, tenant, "members", "%d memberships".formatted(members), now);
        }
        if (sessions > 0) {
            DeletionReceipts.removed(
                    handle, tenant, "sessions", "%d refresh tokens".formatted(sessions), now);
        }
        if (invitations > 0) {
            DeletionReceipts.removed(
                    handle, tenant, "invitations", "%d invitations".formatted(invitations), now);
        }
        if (!homeless.isEmpty()) {
            DeletionReceipts.removed(
                    handle,
                    tenant,
                    "people",
                    "%d who belonged to no other tenant".formatted(homeless.size()),
                    now);
        }
    }

    /** How people came in: invitations, mails and rules; says how many invitations there were. */
    private static int forgetInvitations(Handle handle, TenantId tenant, List<String> homeless) {
        for (String table :
                List.of(
                        "sign_ups",
                        "mails",
                        "address_confirmations",
                        "support_visits",
                        "support_policies",
                        "sign_on_codes",
                        "sign_on_trials",
                        "sign_on_identities",
                        "sign_on_domains",
                        "sign_on_providers",
                        "tenant_access_domains",
                        "tenant_access_policies")) {
            handle.createUpdate("DELETE FROM <table> WHERE tenant_id = :tenant")
                    .define("table", table)
                    .bind("tenant", tenant.value())
                    .execute();
        }
        if (!homeless.isEmpty()) {
            for (String sql :
                    List.of(
                            """
                            DELETE m FROM mails m JOIN users u ON u.email = m.recipient
                            WHERE u.id IN (<ids>)
                            """,
                            """
                            DELETE r FROM password_resets r JOIN users u ON u.email = r.email
                            WHERE u.id IN (<ids>)
                            """)) {
                handle.createUpdate(sql).bindList("ids", homeless).execute();
            }
        }
        return handle.createUpdate("DELETE FROM invitations WHERE tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .execute();
    }

    /** Departments from the leaves on, since each needs the one above it, and roles. */
    private static void forgetOrganisation(Handle handle, TenantId tenant) {
        int leaves;
        do {
            leaves =
                    handle.createUpdate(
                                    """
                                    DELETE d
                                    FROM departments d
                                    LEFT JOIN departments below
                                        ON below.tenant_id = d.tenant_id AND below.parent_id = d.id
                                    WHERE d.tenant_id = :tenant AND below.id IS NULL
                                    """)
                            .bind("tenant", tenant.value())
                            .execute();
        } while (leaves > 0);
        handle.createUpdate("DELETE FROM api_keys WHERE tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .execute();
        handle.createUpdate("DELETE FROM roles WHERE tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .execute();
    }

    /** There is no way back from a purge. */
    @Override
    public void undo(StepContext<PurgeTenant> context) {}
}
