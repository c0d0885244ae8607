package io.tenantry.provisioning;

import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.audit.AuditChain;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.audit.AuditVerification;
import io.tenantry.provisioning.backup.BackupKinds;
import io.tenantry.provisioning.backup.BackupLocks;
import io.tenantry.provisioning.backup.BackupTargets;
import io.tenantry.provisioning.backup.BackupVault;
import io.tenantry.provisioning.backup.Backups;
import io.tenantry.provisioning.binlog.Archivers;
import io.tenantry.provisioning.binlog.Recovery;
import io.tenantry.provisioning.changelog.ChangelogRecorder;
import io.tenantry.provisioning.changelog.ChangelogReplay;
import io.tenantry.provisioning.changelog.LazyChangelog;
import io.tenantry.provisioning.changelog.MigrationRecorder;
import io.tenantry.provisioning.changelog.MigrationReplay;
import io.tenantry.provisioning.changelog.SchemaVersions;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.drill.DrillKind;
import io.tenantry.provisioning.drill.Drills;
import io.tenantry.provisioning.export.ExportKinds;
import io.tenantry.provisioning.export.ExportStore;
import io.tenantry.provisioning.export.Exports;
import io.tenantry.provisioning.journal.OperationKind;
import io.tenantry.provisioning.journal.OperationRunner;
import io.tenantry.provisioning.journal.Operations;
import io.tenantry.provisioning.migration.FleetMigrations;
import io.tenantry.provisioning.migration.MigrationKind;
import io.tenantry.provisioning.migration.MigrationPlanner;
import io.tenantry.provisioning.restore.LeftDatabases;
import io.tenantry.provisioning.restore.PeekDiffs;
import io.tenantry.provisioning.restore.PeekKinds;
import io.tenantry.provisioning.restore.PeekedRows;
import io.tenantry.provisioning.restore.Peeks;
import io.tenantry.provisioning.restore.RestoreKinds;
import io.tenantry.provisioning.restore.RestorePlans;
import io.tenantry.provisioning.restore.Restores;
import io.tenantry.provisioning.schedule.BackupRetention;
import io.tenantry.provisioning.schedule.BackupSchedule;
import io.tenantry.provisioning.seal.ResealKind;
import io.tenantry.provisioning.seal.SealedSecrets;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.AdminConnections;
import io.tenantry.provisioning.server.DatabaseServer;
import io.tenantry.provisioning.server.DatabaseServers;
import io.tenantry.provisioning.tenant.CatchUp;
import io.tenantry.provisioning.tenant.CredentialRotations;
import io.tenantry.provisioning.tenant.LifeKinds;
import io.tenantry.provisioning.tenant.RotationKind;
import io.tenantry.provisioning.tenant.RouteAnnouncer;
import io.tenantry.provisioning.tenant.TenantCreation;
import io.tenantry.provisioning.tenant.TenantLifecycle;
import io.tenantry.provisioning.tenant.Tenants;
import io.tenantry.provisioning.warm.StuckDatabases;
import io.tenantry.provisioning.warm.WarmDatabases;
import io.tenantry.provisioning.warm.WarmKinds;
import io.tenantry.routing.secret.SecretBox;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Provisioning, assembled. The server and the command line build one each:
 *
 * <pre>{@code
 * Provisioning provisioning =
 *         Provisioning.assemble(dataSource, secrets, clock, announcer, steps, settings);
 * provisioning.controlPlane().migrate();
 * provisioning.runner().start();
 * }</pre>
 *
 * @param controlPlane transactions, the clock and the control plane's own schema
 * @param archivers archive servers' binary logs; do nothing until they are started
 * @param runner runs operations; does nothing but what is submitted to it until it is started
 */
public record Provisioning(
        ControlPlane controlPlane,
        AuditLog audit,
        AuditChain auditChain,
        AuditVerification auditVerification,
        DatabaseServers servers,
        Tenants tenants,
        TenantLifecycle lifecycle,
        CredentialRotations rotations,
        WarmDatabases warm,
        SealedSecrets sealedSecrets,
        FleetMigrations migrations,
        Backups backups,
        Recovery recovery,
        Archivers archivers,
        BackupSchedule backupSchedule,
        BackupRetention backupRetention,
        Drills drills,
        Restores restores,
        LeftDatabases leftDatabases,
        Peeks peeks,
        PeekDiffs peekDiffs,
        PeekedRows peekedRows,
        Exports exports,
        SchemaVersions schemaVersions,
        Operations operations,
        OperationRunner runner,
        AdminConnections connections,
        ChangelogRecorder changelogs)
        implements AutoCloseable {

    /**
     * Wires everything; opens no connection yet.
     *
     * @param dataSource a pool on the control plane, which enlists in no JTA transaction
     * @param contributed what other rooms do when a tenant is made or purged
     */
    public static Provisioning assemble(
            DataSource dataSource,
            SecretBox secrets,
            Clock clock,
            RouteAnnouncer announcer,
            ContributedSteps contributed,
            ProvisioningSettings settings) {
        ControlPlane controlPlane = new ControlPlane(dataSource, clock);
        AuditLog audit = new AuditLog(controlPlane);
        AuditChain auditChain = new AuditChain(controlPlane, secrets);
        AdminConnections connections =
                new AdminConnections(controlPlane, secrets, settings.admin());
        LazyChangelog changelog = new LazyChangelog(settings.changelogRoot());
        ChangelogRecorder recorder = new ChangelogRecorder(controlPlane, connections, changelog);
        ChangelogReplay replay = new ChangelogReplay(changelog, recorder);
        BackupVault vault = new BackupVault(controlPlane, secrets, settings.backups());
        MigrationRecorder migrationRecorder =
                new MigrationRecorder(controlPlane, connections, changelog, recorder);
        MigrationReplay migrationReplay =
                new MigrationReplay(changelog, recorder, migrationRecorder, connections);
        SchemaVersions schemaVersions = new SchemaVersions(controlPlane, changelog);
        CatchUp catchUp = new CatchUp(controlPlane, migrationReplay, schemaVersions);
        Recovery recovery = new Recovery(controlPlane, vault);
        TenantCreation creation =
                new TenantCreation(
                        controlPlane,
                        secrets,
                        replay,
                        announcer,
                        vault,
                        catchUp,
                        contributed.creation());
        LifeKinds life = LifeKinds.of(controlPlane, announcer, vault, contributed.purge());
        List<OperationKind<?>> kinds = new ArrayList<>(life.all());
        kinds.add(creation);
        kinds.add(creation.ofCopies());
        kinds.add(creation.ofBackups());
        BackupKinds backups = BackupKinds.of(controlPlane, vault);
        kinds.addAll(backups.all());
        DrillKind drill = DrillKind.of(controlPlane, vault, recovery);
        kinds.add(drill);
        RestoreKinds restores =
                RestoreKinds.of(
                        controlPlane, secrets, announcer, vault, recovery, catchUp, connections);
        kinds.addAll(restores.all());
        PeekKinds peeks = PeekKinds.of(controlPlane, secrets, vault, recovery);
        kinds.addAll(peeks.all());
        ExportKinds exports = ExportKinds.of(controlPlane, new ExportStore(vault));
        kinds.addAll(exports.all());
        RotationKind rotation = RotationKind.of(controlPlane, secrets, announcer);
        kinds.add(rotation.kind());
        WarmKinds warmKinds = WarmKinds.of(controlPlane, secrets, replay);
        kinds.addAll(warmKinds.all());
        ResealKind reseal = ResealKind.of(controlPlane, secrets, audit);
        kinds.add(reseal.kind());
        MigrationKind migration = MigrationKind.of(controlPlane, migrationReplay, announcer);
        kinds.add(migration.kind());
        OperationRunner runner =
                new OperationRunner(controlPlane, connections, kinds, settings.runner());
        DatabaseServers servers = new DatabaseServers(controlPlane, secrets, connections, audit);
        Operations operations = new Operations(controlPlane, audit);
        WarmDatabases warm =
                new WarmDatabases(
                        controlPlane,
                        secrets,
                        servers,
                        runner,
                        changelog,
                        warmKinds,
                        new StuckDatabases(controlPlane, connections, operations),
                        settings.warm());
        Backups madeBackups = new Backups(controlPlane, audit, runner, backups, vault);
        BackupTargets targets = new BackupTargets(connections);
        RestorePlans plans = new RestorePlans(vault, recovery, catchUp, targets, connections);
        return new Provisioning(
                controlPlane,
                audit,
                auditChain,
                new AuditVerification(controlPlane, auditChain),
                servers,
                new Tenants(controlPlane, audit, runner, creation, warm, announcer, targets),
                new TenantLifecycle(controlPlane, audit, runner, announcer, life, settings.life()),
                new CredentialRotations(controlPlane, audit, runner, rotation, settings.rotation()),
                warm,
                new SealedSecrets(controlPlane, secrets, audit, runner, reseal),
                new FleetMigrations(
                        controlPlane,
                        audit,
                        runner,
                        migration,
                        new MigrationPlanner(controlPlane, connections, migrationRecorder)),
                madeBackups,
                recovery,
                new Archivers(controlPlane, connections, vault, settings.archiving()),
                new BackupSchedule(controlPlane, audit, madeBackups, settings.schedule()),
                new BackupRetention(
                        controlPlane,
                        madeBackups,
                        new BackupLocks(controlPlane, runner, backups, vault)),
                new Drills(
                        controlPlane,
                        audit,
                        runner,
                        drill,
                        madeBackups,
                        settings.schedule().drillEvery()),
                new Restores(
                        controlPlane,
                        audit,
                        runner,
                        restores,
                        plans,
                        settings.restores(),
                        connections),
                new LeftDatabases(controlPlane, audit, runner, restores, connections),
                new Peeks(controlPlane, audit, runner, peeks, plans, secrets, settings.restores()),
                new PeekDiffs(controlPlane, connections, audit),
                new PeekedRows(controlPlane, connections, audit, runner, peeks),
                new Exports(controlPlane, audit, runner, exports, vault),
                schemaVersions,
                operations,
                runner,
                connections,
                recorder);
    }

    /**
     * Records the tenant changelog for a server's release, unless the fleet has that recording:
     * what the first creation of a tenant would otherwise wait for.
     *
     * @throws ProvisioningException if the server cannot be worked with, or the changelog does not
     *     run
     */
    public void recordChangelog(DatabaseServer server) {
        try (AdminConnection admin = connections.open(server.id())) {
            changelogs.recordingFor(admin);
        } catch (SQLException e) {
            throw new ProvisioningException(
                    Reason.CHANGELOG_BROKEN,
                    "server %s refused the recording of the changelog: %s"
                            .formatted(server.name(), e.getMessage()),
                    e);
        }
    }

    /** Lets go of all operations, so that another replica can go on at once. */
    @Override
    public void close() {
        archivers.close();
        runner.close();
        connections.close();
    }
}
