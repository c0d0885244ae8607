package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.AdminConnections;
import io.tenantry.provisioning.server.DatabaseName;
import io.tenantry.provisioning.server.Identifiers;
import io.tenantry.provisioning.tenant.PlacementRows;
import io.tenantry.provisioning.tenant.TenantDatabase;
import io.tenantry.routing.TenantId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** What became of a tenant's rows between a peek and now. */
public final class PeekDiffs {
    private static final int MOST_EXAMPLES = 100;

    private final ControlPlane controlPlane;
    private final AdminConnections connections;
    private final AuditLog audit;

    public PeekDiffs(ControlPlane controlPlane, AdminConnections connections, AuditLog audit) {
        this.controlPlane = controlPlane;
        this.connections = connections;
        this.audit = audit;
    }

    /**
     * Compares a peek with the tenant's database, both as they are at one moment. Takes as long as
     * the server needs to read them, and holds nobody up.
     *
     * @param tables their names; none for all
     * @param examples how many rows of each kind of each table to show, 0 to 100
     * @throws ProvisioningException with {@link Reason#PEEK_UNKNOWN}, {@link
     *     Reason#PEEK_STATE_CONFLICT}, {@link Reason#ROWS_MALFORMED}, or one that says that the
     *     server cannot be worked with
     */
    public List<TableDiff> diff(
            TenantId tenant, String peek, Set<String> tables, int examples, Actor actor) {
        if (examples < 0 || examples > MOST_EXAMPLES) {
            throw new ProvisioningException(
                    Reason.ROWS_MALFORMED, "0 to %d examples are shown".formatted(MOST_EXAMPLES));
        }
        Both both = controlPlane.read(handle -> Both.of(handle, tenant, peek));
        // Somebody is about to see the tenant's rows.
        controlPlane.useTransaction(handle ->
                audit.append(
                        handle,
                        new AuditEntry(
                                actor,
                                tenant,
                                "peek.diff",
                                null,
                                null,
                                Map.of("peek", peek, "examples", examples))));
        try (AdminConnection admin = connections.open(both.live().serverId())) {
            return diff(admin, both, tables, examples);
        } catch (SQLException e) {
            throw new ProvisioningException(
                    Reason.STEP_FAILED,
                    "the databases cannot be compared: %s (error %d)"
                            .formatted(e.getMessage(), e.getErrorCode()),
                    e);
        }
    }

    /** The database of a peek and the one that serves, on one server. */
    record Both(TenantDatabase peek, TenantDatabase live) {
        static Both of(Handle handle, TenantId tenant, String id) {
            Peek peek = PeekRows.find(handle, tenant, id).orElseThrow(() -> Peeks.unknown(id));
            TenantDatabase then = Peeks.opened(handle, peek);
            TenantDatabase now = PlacementRows.of(handle, tenant).orElseThrow();
            if (!then.serverId().equals(now.serverId())) {
                throw new ProvisioningException(
                        Reason.PEEK_STATE_CONFLICT,
                        "the tenant has gone to another server than the peek lies on; open another peek");
            }
            return new Both(then, now);
        }
    }

    private static List<TableDiff> diff(
            AdminConnection admin, Both both, Set<String> wanted, int examples)
            throws SQLException {
        TablePairs pairs = TablePairs.of(admin, both.peek().name(), both.live().name());
        if (!pairs.names().containsAll(wanted)) {
            throw new ProvisioningException(
                    Reason.ROWS_MALFORMED, "one of the tables was there neither then nor now");
        }
        admin.execute("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ");
        admin.execute("SET SESSION time_zone = '+00:00', sql_mode = ''");
        admin.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT");
        try {
            List<TableDiff> diffs = new ArrayList<>();
            for (String table : wanted.isEmpty() ? pairs.names() : wanted) {
                diffs.add(diff(admin, pairs, table, examples));
            }
            return List.copyOf(diffs);
        } finally {
            admin.execute("ROLLBACK");
        }
    }

    private static TableDiff diff(
            AdminConnection admin, TablePairs pairs, String table, int examples)
            throws SQLException {
        Optional<TablePair> pair = pairs.find(table);
        if (pair.isPresent()) {
            return new TableComparison(admin, pair.get()).compare(examples);
        }
        long then = pairs.wasThere(table) ? count(admin, pairs.peek(), table) : 0;
        long now = pairs.isThere(table) ? count(admin, pairs.live(), table) : 0;
        return new TableDiff(
                table, then, now, now, 0, then, false, List.of(), List.of(), List.of());
    }

    private static long count(AdminConnection admin, DatabaseName database, String table)
            throws SQLException {
        return Long.parseLong(
                admin.texts(
                                "SELECT COUNT(*) FROM %s.%s"
                                        .formatted(database.quoted(), Identifiers.quoted(table)))
                        .getFirst());
    }
}
