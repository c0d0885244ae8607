package io.tenantry.cli.restore;

import io.tenantry.cli.CommandFailedException;
import io.tenantry.cli.ExitCode;
import io.tenantry.cli.Session;
import io.tenantry.cli.Verb;
import io.tenantry.cli.backup.NewestBackup;
import io.tenantry.cli.control.ArchivedLog;
import io.tenantry.cli.control.Follower;
import io.tenantry.cli.operation.OperationShape;
import io.tenantry.cli.output.Document;
import io.tenantry.cli.tenant.FirstAdministrator;
import io.tenantry.cli.tenant.TenantAnswer;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.binlog.RecoveryPoint;
import io.tenantry.provisioning.journal.Operation;
import io.tenantry.provisioning.restore.RequestedRestore;
import io.tenantry.provisioning.restore.Restore;
import io.tenantry.provisioning.restore.RestoreState;
import io.tenantry.provisioning.restore.RestoreWish;
import io.tenantry.provisioning.restore.Restores;
import io.tenantry.provisioning.tenant.CreateTenant;
import io.tenantry.provisioning.tenant.RequestedTenant;
import io.tenantry.provisioning.tenant.Tenant;
import io.tenantry.provisioning.tenant.Tenants;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings a tenant's past back. */
@Command(
        name = "restore",
        description = {
            "Bring a tenant's past back: from a backup, or to any second that the binary log covers.",
            "By default side by side: a second database is filled and checked while the tenant works, then takes the place of the first, which is kept for a while so that --undo brings it back."
        })
public final class RestoreVerb extends Verb {
    private static final int MOST = 50;

    @Parameters(paramLabel = "SLUG", description = "The tenant's slug or id")
    private String slug = "";

    @Mixin private Past past = new Past();

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "side-by-side",
            completionCandidates = Mode.Names.class,
            converter = Mode.Reader.class,
            description = {
                "side-by-side: the tenant works meanwhile (default);",
                "in-place: it is closed first, so that nothing is written meanwhile;",
                "lost-server: its server does not answer any more: on --server SERVER, by default as much as is archived;",
                "new-tenant: into a tenant of its own, this one is not touched"
            })
    private Mode mode = Mode.SIDE_BY_SIDE;

    @Option(
            names = "--new-slug",
            paramLabel = "NEW-SLUG",
            description = "The new tenant's slug, for --mode new-tenant")
    private @Nullable String newSlug;

    @Mixin private FirstAdministrator admin = new FirstAdministrator();

    @Option(names = "--undo", description = "Have the database back that the last restore replaced")
    private boolean undo;

    @Option(
            names = "--server",
            paramLabel = "SERVER",
            description = "Where to. Default: where it lies")
    private @Nullable String server;

    @Option(
            names = "--discard",
            description = "Do not keep the former database: this cannot be undone then")
    private boolean discard;

    @Option(names = "--dry-run", description = "Only say what would be done")
    private boolean dryRun;

    @Option(
            names = {"-y", "--yes"},
            description = "Do it without asking")
    private boolean yes;

    RestoreVerb(Session session) {
        super(session);
    }

    @Override
    protected ExitCode act() {
        demandSense();
        Tenant tenant = dryRun ? session().tenant(slug) : session().tenantAtRest(slug);
        if (undo) {
            return undo(tenant);
        }
        return newSlug == null ? replace(tenant) : asNew(tenant, newSlug);
    }

    private void demandSense() {
        past.demandOne();
        if ((mode == Mode.NEW_TENANT) != (newSlug != null)) {
            throw new CommandFailedException(
                    ExitCode.USAGE,
                    "new_slug_missing",
                    "--mode new-tenant and --new-slug belong together",
                    "Give both, or neither.");
        }
        if (mode == Mode.LOST_SERVER && server == null) {
            throw new CommandFailedException(
                    ExitCode.USAGE,
                    "server_missing",
                    "--mode lost-server needs a server to go to",
                    "Give --server; tenantry server list shows those there are.");
        }
        boolean more =
                past.at() != null
                        || past.backup() != null
                        || mode != Mode.SIDE_BY_SIDE
                        || server != null
                        || discard
                        || dryRun;
        if (undo && more) {
            throw new CommandFailedException(
                    ExitCode.USAGE,
                    "undo_alone",
                    "--undo goes with no option but --yes",
                    "Give it alone: it has the database back that the last restore replaced.");
        }
    }

    private Restores restores() {
        return session().control().provisioning().restores();
    }

    private ExitCode replace(Tenant tenant) {
        RestoreWish wish =
                new RestoreWish(
                        backup(tenant),
                        past.at(),
                        Objects.requireNonNull(mode.restore()),
                        server,
                        !discard,
                        discard ? tenant.slug().value() : null);
        if (dryRun) {
            session().show(DryRun.of(archive(), restores(), tenant, wish));
            return ExitCode.OK;
        }
        session().confirm(DryRun.told(restores(), tenant, wish), tenant.slug().value(), yes);
        Instant at = past.at();
        // The log of a lost server is archived as far as it will ever be.
        if (at != null && mode != Mode.LOST_SERVER) {
            archive().await(tenant, at);
        }
        return run(
                handle -> restores().start(handle, tenant.id(), wish, session().control().actor()));
    }

    private ArchivedLog archive() {
        return new ArchivedLog(session().control(), session().console(), past.patience());
    }

    /**
     * Null leaves the choice by time to provisioning, and that of the last moment of what is lost;
     * without a time it is the newest.
     */
    private @Nullable String backup(Tenant tenant) {
        return past.backup() != null || past.at() != null || mode == Mode.LOST_SERVER
                ? past.backup()
                : NewestBackup.of(session(), tenant).id();
    }

    private ExitCode undo(Tenant tenant) {
        Restore last =
                restores().list(tenant.id(), null, MOST).stream()
                        .filter(restore -> restore.state() == RestoreState.DONE)
                        .findFirst()
                        .orElseThrow(() ->
                                new CommandFailedException(
                                        ExitCode.NOT_FOUND,
                                        "restore_unknown",
                                        "the tenant %s has no restore that can be undone"
                                                .formatted(tenant.slug()),
                                        null));
        session()
                .confirm(
                        "This replaces what the tenant %s (%s) has now by what it had before the restore %s."
                                .formatted(tenant.slug(), tenant.name(), last.id()),
                        tenant.slug().value(),
                        yes);
        return run(handle ->
                restores().undo(handle, tenant.id(), last.id(), session().control().actor()));
    }

    private ExitCode run(Function<Handle, RequestedRestore> request) {
        RequestedRestore requested = session().control().plane().inTransaction(request);
        Operation ended = session().follow(requested.operation());
        ExitCode exit = Follower.verdict(ended, session().console());
        Document restore =
                RestoreShape.document(
                        restores()
                                .find(requested.restore().tenant(), requested.restore().id())
                                .orElse(requested.restore()));
        session()
                .show(
                        session().isForPeople()
                                ? restore
                                : new Document()
                                        .with("restore", restore)
                                        .with("operation", OperationShape.document(ended)));
        return exit;
    }

    private ExitCode asNew(Tenant original, String newSlug) {
        Instant at = past.at();
        if (dryRun) {
            session()
                    .show(
                            DryRun.asNew(
                                            archive(),
                                            original,
                                            at,
                                            backup(original),
                                            this::demandPlace)
                                    .with("slug", newSlug));
            return ExitCode.OK;
        }
        CreateTenant wish =
                new CreateTenant(
                        newSlug,
                        original.name(),
                        null,
                        server,
                        Map.of(),
                        admin.wish(session(), newSlug, original.name()));
        Tenants tenants = session().control().provisioning().tenants();
        Actor actor = session().control().actor();
        if (at == null) {
            String backup = Objects.requireNonNull(backup(original));
            return made(handle -> tenants.restore(handle, original.id(), backup, wish, actor));
        }
        RecoveryPoint then = archive().await(original, at);
        return made(handle -> tenants.restore(handle, original.id(), then, wish, actor));
    }

    private void demandPlace(Tenant original, String backup, @Nullable Instant at) {
        restores()
                .demandPlaceForNew(
                        original.id(), backup, at, server == null ? original.server() : server);
    }

    private ExitCode made(Function<Handle, RequestedTenant> request) {
        return TenantAnswer.finish(session(), session().control().plane().inTransaction(request));
    }
}
