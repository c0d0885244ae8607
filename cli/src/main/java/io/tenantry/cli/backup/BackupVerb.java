package io.tenantry.cli.backup;

import io.tenantry.cli.ExitCode;
import io.tenantry.cli.Session;
import io.tenantry.cli.Verb;
import io.tenantry.cli.control.Control;
import io.tenantry.cli.control.Follower;
import io.tenantry.cli.operation.OperationShape;
import io.tenantry.cli.output.Document;
import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.backup.Backup;
import io.tenantry.provisioning.backup.BackupState;
import io.tenantry.provisioning.backup.Backups;
import io.tenantry.provisioning.backup.RequestedBackup;
import io.tenantry.provisioning.journal.Operation;
import io.tenantry.provisioning.tenant.Tenant;
import io.tenantry.routing.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** A command about a tenant's backups. */
abstract class BackupVerb extends Verb {
    private static final int PAGE = 100;

    BackupVerb(Session session) {
        super(session);
    }

    Backups backups() {
        return session().control().provisioning().backups();
    }

    /** Has an operation done with a backup, sees it through, and answers with both. */
    ExitCode run(Function<Handle, RequestedBackup> request) {
        Control control = session().control();
        RequestedBackup requested = control.plane().inTransaction(request);
        Operation ended = session().follow(requested.operation());
        ExitCode exit = Follower.verdict(ended, session().console());
        Document backup =
                BackupShape.document(
                        backups()
                                .find(requested.backup().tenant(), requested.backup().id())
                                .orElse(requested.backup()));
        session()
                .show(
                        session().isForPeople()
                                ? backup
                                : new Document()
                                        .with("backup", backup)
                                        .with("operation", OperationShape.document(ended)));
        return exit;
    }

    /**
     * The backup that is meant.
     *
     * @param id null for the newest in one of the states
     */
    Backup demand(Tenant tenant, @Nullable String id, Set<BackupState> states) {
        if (id != null) {
            return backups()
                    .find(tenant.id(), id)
                    .orElseThrow(() ->
                            new ProvisioningException(
                                    Reason.BACKUP_UNKNOWN,
                                    "the tenant %s has no backup %s".formatted(tenant.slug(), id)));
        }
        return all(tenant.id()).stream()
                .filter(backup -> states.contains(backup.state()))
                .findFirst()
                .orElseThrow(() ->
                        new ProvisioningException(
                                Reason.BACKUP_UNKNOWN,
                                "the tenant %s has no backup".formatted(tenant.slug())));
    }

    /** All backups of a tenant, newest first. */
    List<Backup> all(TenantId tenant) {
        List<Backup> all = new ArrayList<>();
        List<Backup> page;
        do {
            page = backups().list(tenant, all.isEmpty() ? null : all.getLast().id(), PAGE);
            all.addAll(page);
        } while (page.size() == PAGE);
        return all;
    }
}
