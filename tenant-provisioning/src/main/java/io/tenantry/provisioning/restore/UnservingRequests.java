package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.journal.OperationKind;
import io.tenantry.provisioning.journal.OperationRunner;
import io.tenantry.provisioning.tenant.RouteTurns;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Journals, and audits, what is to be done to databases that serve no more. */
record UnservingRequests(OperationRunner runner, AuditLog audit) {

    /**
     * Asks for an operation on a database of a restore, unless somebody is at work on the tenant
     * (with the undo, or with the same) or the restore is no more as it was found.
     *
     * @return how many were asked for, 0 or 1
     */
    int ask(
            Handle handle,
            OperationKind<DropKept> kind,
            Restore found,
            Function<Restore, @Nullable String> which,
            Actor actor) {
        if (RouteTurns.isBusy(handle, found.tenant())) {
            return 0;
        }
        Restore still =
                RestoreRows.lock(handle, found.tenant(), found.id())
                        .filter(found::equals)
                        .orElse(null);
        String database = still == null ? null : which.apply(still);
        if (database == null) {
            return 0;
        }
        runner.submit(handle, kind, found.tenant(), new DropKept(found.id(), database), actor);
        audit.append(
                handle,
                new AuditEntry(
                        actor,
                        found.tenant(),
                        kind.name(),
                        null,
                        null,
                        Map.of("restore", found.id(), "database", database)));
        return 1;
    }
}
