package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.Lane;
import io.tenantry.provisioning.journal.NotYetException;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.snapshot.DatabaseCopy;
import io.tenantry.provisioning.snapshot.Snapshot;
import io.tenantry.routing.TenantId;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/** Fills the database with what another tenant's holds now. */
final class CopyDatabase extends PlacedStep<CreateTenant> {
    static final String NAME = "copy-database";

    /** Whose database it is, and what was answered to whom: the original's own business. */
    static final Set<String> NOT_COPIED = Set.of("tenant_identity", "idempotency_keys");

    private static final Duration SOON = Duration.ofSeconds(2);

    private final ControlPlane controlPlane;

    CopyDatabase(ControlPlane controlPlane) {
        super(NAME);
        this.controlPlane = controlPlane;
    }

    private record Original(TenantDatabase database, String version) {}

    @Override
    void execute(StepContext<CreateTenant> context, TenantDatabase database) throws SQLException {
        TenantId source =
                new TenantId(Objects.requireNonNull(context.input().source(), "no source"));
        AdminConnection admin = admin(context, database);
        empty(admin, database);
        TenantDatabase place = original(context, source).database();
        try (Lane lane = context.lane(place.serverId(), 0)) {
            enter(lane, place);
            // Only now: a migration may have been at work on it.
            Original original = original(context, source);
            try (Snapshot snapshot = Snapshot.of(lane.admin(), place.name())) {
                // The snapshot keeps its schema as it is; anything else may be done to it.
                lane.leave(place.name());
                DatabaseCopy.Report copied =
                        DatabaseCopy.make(snapshot, admin, database.name(), NOT_COPIED);
                context.alongside(handle ->
                        PlacementRows.schemaApplied(
                                handle,
                                database.id(),
                                original.version(),
                                copied.fingerprint(),
                                controlPlane.now()));
            }
        }
    }

    /** What an attempt left half-made is made anew. */
    static void empty(AdminConnection admin, TenantDatabase database) throws SQLException {
        if (!admin.isEmpty(database.name())) {
            admin.dropDatabase(database.name());
            admin.createDatabase(database.name());
        }
    }

    private static void enter(Lane lane, TenantDatabase original) throws SQLException {
        try {
            lane.enter(original.name());
        } catch (SQLTransientException e) {
            throw new NotYetException("the original is being worked on", SOON);
        }
    }

    private static Original original(StepContext<CreateTenant> context, TenantId source) {
        return context.read(handle ->
                PlacementRows.of(handle, source)
                        .map(place ->
                                new Original(place, PlacementRows.version(handle, place.id())))
                        .orElseThrow(() ->
                                new ProvisioningException(
                                        Reason.TENANT_STATE_CONFLICT,
                                        "the tenant to copy (%s) is gone".formatted(source))));
    }

    /** The database goes as a whole, when its own step is undone. */
    @Override
    void undo(StepContext<CreateTenant> context, TenantDatabase database) {}
}
