package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.server.AccountName;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.routing.TenantId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Searches for what may be left of a purged tenant, and signs its receipt only if there is nothing.
 *
 * <p>In the control plane every table with a tenant in it is searched, whoever made it: a room that
 * forgets to clean up is found here, not years later.
 */
final class CloseBooks extends PlacedStep<PurgeTenant> {
    static final String NAME = "close-books";

    private static final String DATABASES =
            "SELECT COUNT(*) FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ?";
    private static final String ACCOUNTS = "SELECT COUNT(*) FROM mysql.user WHERE User IN (?, ?)";
    private static final String GRANTS = "SELECT COUNT(*) FROM mysql.db WHERE User IN (?, ?)";

    private final ControlPlane controlPlane;
    private final RouteAnnouncer announcer;

    CloseBooks(ControlPlane controlPlane, RouteAnnouncer announcer) {
        super(NAME);
        this.controlPlane = controlPlane;
        this.announcer = announcer;
    }

    @Override
    void execute(StepContext<PurgeTenant> context, TenantDatabase database) throws SQLException {
        List<DeletionReceipt.Search> onServer = searchServers(context);
        context.alongside(handle -> close(handle, context, onServer));
    }

    private void close(
            Handle handle,
            StepContext<PurgeTenant> context,
            List<DeletionReceipt.Search> onServer) {
        TenantId tenant = context.tenant();
        if (!(LifeRows.lock(handle, tenant) instanceof TenantLife.Deleting deleting)) {
            // Done already: a step may run twice.
            return;
        }
        Instant now = controlPlane.now();
        if (LifeRows.forgetSettings(handle, tenant)) {
            DeletionReceipts.removed(handle, tenant, "settings", "the tenant's own settings", now);
        }
        int people = JournaledPeople.forgetAll(handle, tenant);
        if (people > 0) {
            DeletionReceipts.removed(
                    handle,
                    tenant,
                    "journaled-people",
                    "%d administrators in the journal".formatted(people),
                    now);
        }
        LifeRows.closeBooks(handle, tenant);
        List<DeletionReceipt.Search> searched = new ArrayList<>(onServer);
        searched.addAll(DeletionReceipts.searchControlPlane(handle, tenant));
        searched.add(
                new DeletionReceipt.Search(
                        "control plane: operations, people",
                        JournaledPeople.count(handle, tenant)));
        searched.addAll(DeletionReceipts.searchesOfRooms(handle, tenant));
        demandNothing(searched);
        DeletionReceipts.sign(
                handle,
                tenant,
                context.operation(),
                context.input().requestedBy(),
                deleting.deletedAt(),
                now,
                searched);
        LifeRows.write(handle, tenant, deleting.purged(), null, now);
        handle.afterCommit(() -> announcer.routeChanged(tenant));
    }

    /** The databases of the tenant may lie on several servers. */
    private static List<DeletionReceipt.Search> searchServers(StepContext<PurgeTenant> context)
            throws SQLException {
        long databases = 0;
        long accounts = 0;
        long grants = 0;
        for (TenantDatabase each :
                context.read(handle -> PlacementRows.allOf(handle, context.tenant()))) {
            AdminConnection admin = admin(context, each);
            List<AccountName> both = AccountName.bothOf(each.id());
            String first = both.getFirst().value();
            String second = both.getLast().value();
            databases += count(admin, DATABASES, each.name().value());
            accounts += count(admin, ACCOUNTS, first, second);
            grants += count(admin, GRANTS, first, second);
        }
        return List.of(
                new DeletionReceipt.Search("databases of the server", databases),
                new DeletionReceipt.Search("accounts of the server", accounts),
                new DeletionReceipt.Search("grants of the server", grants));
    }

    private static long count(AdminConnection admin, String sql, Object... parameters)
            throws SQLException {
        return Long.parseLong(admin.texts(sql, parameters).getFirst());
    }

    private static void demandNothing(List<DeletionReceipt.Search> searched) {
        List<DeletionReceipt.Search> left =
                searched.stream().filter(CloseBooks::foundSomething).toList();
        if (!left.isEmpty()) {
            throw new ProvisioningException(
                    Reason.STEP_FAILED,
                    "something is left of the tenant: %s; remove it and retry the operation"
                            .formatted(left));
        }
    }

    private static boolean foundSomething(DeletionReceipt.Search search) {
        Long found = search.found();
        return found != null && found > 0;
    }

    /** There is no way back; see {@link TenantPurge}. */
    @Override
    void undo(StepContext<PurgeTenant> context, TenantDatabase database) {}
}
