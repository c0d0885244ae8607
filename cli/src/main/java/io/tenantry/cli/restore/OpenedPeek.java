package io.tenantry.cli.restore;

import io.tenantry.cli.Session;
import io.tenantry.cli.backup.NewestBackup;
import io.tenantry.cli.control.ArchivedLog;
import io.tenantry.cli.control.Control;
import io.tenantry.provisioning.restore.PeekWish;
import io.tenantry.provisioning.restore.RequestedPeek;
import io.tenantry.provisioning.tenant.Tenant;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Peeks as commands ask for them. */
final class OpenedPeek {
    private OpenedPeek() {}

    static RequestedPeek request(
            Session session, Tenant tenant, Past past, @Nullable Duration open) {
        Control control = session.control();
        String backup =
                past.backup() != null || past.at() != null
                        ? past.backup()
                        : NewestBackup.of(session, tenant).id();
        Instant at = past.at();
        if (at != null) {
            past.demandOne();
            new ArchivedLog(control, session.console(), past.patience()).await(tenant, at);
        }
        PeekWish wish = new PeekWish(backup, past.at(), open);
        return control.plane()
                .inTransaction(handle ->
                        control.provisioning()
                                .peeks()
                                .open(handle, tenant.id(), wish, control.actor()));
    }

    static RequestedPeek requestEnd(Session session, Tenant tenant, String id) {
        Control control = session.control();
        return control.plane()
                .inTransaction(handle ->
                        control.provisioning()
                                .peeks()
                                .end(handle, tenant.id(), id, control.actor()));
    }
}
