package io.tenantry.provisioning.export;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.Lane;
import io.tenantry.provisioning.journal.NotYetException;
import io.tenantry.provisioning.journal.Step;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.snapshot.Snapshot;
import io.tenantry.provisioning.store.SealedStore;
import io.tenantry.routing.TenantId;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Takes a snapshot of the tenant's database and writes it into a zip in the store. */
final class WriteExport implements Step<ExportWish> {
    static final String NAME = "write-export";
    private static final Duration SOON = Duration.ofSeconds(2);

    private final ControlPlane controlPlane;
    private final ExportStore store;

    WriteExport(ControlPlane controlPlane, ExportStore store) {
        this.controlPlane = controlPlane;
        this.store = store;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void execute(StepContext<ExportWish> context) throws SQLException {
        // What an attempt left half-made is made anew.
        store.remove(context.tenant(), context.input().export());
        try (Lane lane = context.lane(place(context).serverId(), 0)) {
            enter(lane, place(context));
            // Only now: a migration may have been at work on it, or a move.
            ExportRows.Place place = place(context);
            try (Snapshot snapshot = Snapshot.of(lane.admin(), place.database())) {
                // The snapshot keeps its schema as it is; anything else may be done to it.
                lane.leave(place.database());
                Instant takenAt = snapshot.moment().takenAt();
                About about = about(context, place, takenAt, lane);
                Writing writing = new Writing(new ExportZip(lane.admin(), place.database(), about));
                SealedStore.Stored stored = put(context, writing);
                context.alongside(
                        handle -> record(handle, whole(context, writing, stored, takenAt)));
            }
        }
    }

    private static void enter(Lane lane, ExportRows.Place place) throws SQLException {
        try {
            lane.enter(place.database());
        } catch (SQLTransientException e) {
            throw new NotYetException("the database is being worked on", SOON);
        }
    }

    private static About about(
            StepContext<ExportWish> context, ExportRows.Place place, Instant takenAt, Lane lane) {
        return new About(
                context.input().export(),
                context.tenant().value(),
                place.slug(),
                place.name(),
                takenAt,
                lane.admin().version().release(),
                place.version());
    }

    private SealedStore.Stored put(StepContext<ExportWish> context, Writing writing)
            throws SQLException {
        try {
            return store.put(context.tenant(), context.input().export(), writing::writeTo);
        } catch (IOException e) {
            SQLException unread = writing.failure;
            if (unread != null) {
                throw unread;
            }
            throw ExportStore.failed("written", e);
        }
    }

    private static void record(Handle handle, Export whole) {
        if (!ExportRows.ready(handle, whole)) {
            throw gone();
        }
    }

    private Export whole(
            StepContext<ExportWish> context,
            Writing writing,
            SealedStore.Stored stored,
            Instant takenAt) {
        ExportZip.Report report = writing.report();
        Instant now = controlPlane.now();
        return new Export(
                context.input().export(),
                context.tenant(),
                ExportState.READY,
                false,
                report.tables(),
                report.rows(),
                stored.bytes(),
                stored.stored(),
                now,
                takenAt,
                now,
                now.plusMillis(context.input().keepMillis()));
    }

    private static ExportRows.Place place(StepContext<ExportWish> context) {
        TenantId tenant = context.tenant();
        return context.read(
                handle -> ExportRows.place(handle, tenant).orElseThrow(WriteExport::gone));
    }

    private static ProvisioningException gone() {
        return new ProvisioningException(
                Reason.TENANT_STATE_CONFLICT, "the tenant is being removed, or has no database");
    }

    /** Tells what fails in the database from what fails in the store. */
    private static final class Writing {
        private final ExportZip zip;
        private ExportZip.@Nullable Report report;
        private @Nullable SQLException failure;

        Writing(ExportZip zip) {
            this.zip = zip;
        }

        void writeTo(OutputStream out) throws IOException {
            try {
                report = zip.writeTo(out);
            } catch (SQLException e) {
                failure = e;
                throw new IOException("the database could not be read", e);
            }
        }

        ExportZip.Report report() {
            if (report == null) {
                throw new IllegalStateException("nothing was written");
            }
            return report;
        }
    }

    @Override
    public void undo(StepContext<ExportWish> context) {
        String export = context.input().export();
        store.remove(context.tenant(), export);
        context.alongside(handle -> ExportRows.failed(handle, export, controlPlane.now()));
    }
}
