package io.tenantry.tenants;

import io.quarkus.runtime.StartupEvent;
import io.tenantry.boot.StartOrder;
import io.tenantry.provisioning.ContributedSteps;
import io.tenantry.provisioning.Provisioning;
import io.tenantry.provisioning.ProvisioningSettings;
import io.tenantry.provisioning.audit.AuditChain;
import io.tenantry.provisioning.audit.AuditVerification;
import io.tenantry.provisioning.backup.Backups;
import io.tenantry.provisioning.binlog.ArchiverSettings;
import io.tenantry.provisioning.binlog.Recovery;
import io.tenantry.provisioning.changelog.SchemaVersions;
import io.tenantry.provisioning.check.ServerChecks;
import io.tenantry.provisioning.drill.Drills;
import io.tenantry.provisioning.journal.Operations;
import io.tenantry.provisioning.journal.RunnerSettings;
import io.tenantry.provisioning.journal.Step;
import io.tenantry.provisioning.migration.FleetMigrations;
import io.tenantry.provisioning.restore.LeftDatabases;
import io.tenantry.provisioning.restore.PeekDiffs;
import io.tenantry.provisioning.restore.PeekedRows;
import io.tenantry.provisioning.restore.Peeks;
import io.tenantry.provisioning.restore.RestoreSettings;
import io.tenantry.provisioning.restore.Restores;
import io.tenantry.provisioning.schedule.BackupRetention;
import io.tenantry.provisioning.schedule.BackupSchedule;
import io.tenantry.provisioning.schedule.ScheduleSettings;
import io.tenantry.provisioning.seal.SealedSecrets;
import io.tenantry.provisioning.server.AdminSettings;
import io.tenantry.provisioning.server.DatabaseServers;
import io.tenantry.provisioning.tenant.CreateTenant;
import io.tenantry.provisioning.tenant.CredentialRotations;
import io.tenantry.provisioning.tenant.LifeSettings;
import io.tenantry.provisioning.tenant.PurgeTenant;
import io.tenantry.provisioning.tenant.RotationSettings;
import io.tenantry.provisioning.tenant.TenantLifecycle;
import io.tenantry.provisioning.tenant.Tenants;
import io.tenantry.provisioning.warm.WarmDatabases;
import io.tenantry.provisioning.warm.WarmSettings;
import io.tenantry.routing.cdi.RouteChannel;
import io.tenantry.routing.cdi.RoutingConfig;
import io.tenantry.routing.secret.SecretBox;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import javax.sql.DataSource;

/** Provisioning as beans of this server, its rooms' steps included. */
@Dependent
class ProvisioningBeans {
    private static final int LONGEST_HOST = 40;

    @Produces
    @Singleton
    Provisioning provisioning(
            DataSource controlPlane,
            SecretBox secrets,
            Clock clock,
            RouteChannel channel,
            Instance<Step<CreateTenant>> creationSteps,
            Instance<Step<PurgeTenant>> purgeSteps,
            ProvisioningConfig config,
            BackupStoreConfig store,
            BackupScheduleConfig schedule) {
        ProvisioningSettings defaults = ProvisioningSettings.defaults(replica(config));
        AdminSettings admin = defaults.admin();
        RunnerSettings runner = defaults.runner();
        ArchiverSettings archiving = defaults.archiving();
        return Provisioning.assemble(
                controlPlane,
                secrets,
                clock,
                channel::announce,
                new ContributedSteps(creationSteps.stream().toList(), purgeSteps.stream().toList()),
                new ProvisioningSettings(
                        new AdminSettings(
                                admin.connectTimeout(), admin.socketTimeout(), config.adminTls()),
                        new RunnerSettings(
                                runner.replica(),
                                config.parallelism(),
                                config.lease(),
                                config.heartbeat(),
                                config.sweep(),
                                runner.doing(),
                                runner.undoing()),
                        new LifeSettings(config.grace(), config.retention()),
                        new RotationSettings(config.hearing(), config.grace()),
                        new WarmSettings(config.warmDatabases(), config.mostWarmDatabases()),
                        defaults.changelogRoot(),
                        config.backups().map(where -> store.at(where).open(clock)).orElse(null),
                        new ArchiverSettings(
                                archiving.replica(),
                                config.segmentAge(),
                                config.segmentBytes(),
                                config.lease(),
                                config.heartbeat(),
                                archiving.look(),
                                archiving.refusals()),
                        new ScheduleSettings(
                                schedule.atOnce(), schedule.perServer(), schedule.drillEvery()),
                        new RestoreSettings(
                                config.grace(), config.keptDatabases(), config.peeks())));
    }

    void close(@Disposes Provisioning provisioning) {
        provisioning.close();
    }

    @Produces
    @Singleton
    Tenants tenants(Provisioning provisioning) {
        return provisioning.tenants();
    }

    @Produces
    @Singleton
    TenantLifecycle lifecycle(Provisioning provisioning) {
        return provisioning.lifecycle();
    }

    @Produces
    @Singleton
    CredentialRotations rotations(Provisioning provisioning) {
        return provisioning.rotations();
    }

    @Produces
    @Singleton
    WarmDatabases warm(Provisioning provisioning) {
        return provisioning.warm();
    }

    @Produces
    @Singleton
    SealedSecrets sealedSecrets(Provisioning provisioning) {
        return provisioning.sealedSecrets();
    }

    @Produces
    @Singleton
    FleetMigrations migrations(Provisioning provisioning) {
        return provisioning.migrations();
    }

    @Produces
    @Singleton
    AuditChain auditChain(Provisioning provisioning) {
        return provisioning.auditChain();
    }

    @Produces
    @Singleton
    AuditVerification auditVerification(Provisioning provisioning) {
        return provisioning.auditVerification();
    }

    @Produces
    @Singleton
    Backups backups(Provisioning provisioning) {
        return provisioning.backups();
    }

    @Produces
    @Singleton
    Recovery recovery(Provisioning provisioning) {
        return provisioning.recovery();
    }

    @Produces
    @Singleton
    BackupSchedule backupSchedule(Provisioning provisioning) {
        return provisioning.backupSchedule();
    }

    @Produces
    @Singleton
    Restores restores(Provisioning provisioning) {
        return provisioning.restores();
    }

    @Produces
    @Singleton
    LeftDatabases leftDatabases(Provisioning provisioning) {
        return provisioning.leftDatabases();
    }

    @Produces
    @Singleton
    BackupRetention backupRetention(Provisioning provisioning) {
        return provisioning.backupRetention();
    }

    @Produces
    @Singleton
    Peeks peeks(Provisioning provisioning) {
        return provisioning.peeks();
    }

    @Produces
    @Singleton
    Drills drills(Provisioning provisioning) {
        return provisioning.drills();
    }

    @Produces
    @Singleton
    PeekDiffs peekDiffs(Provisioning provisioning) {
        return provisioning.peekDiffs();
    }

    @Produces
    @Singleton
    PeekedRows peekedRows(Provisioning provisioning) {
        return provisioning.peekedRows();
    }

    @Produces
    @Singleton
    SchemaVersions schemaVersions(Provisioning provisioning) {
        return provisioning.schemaVersions();
    }

    @Produces
    @Singleton
    DatabaseServers servers(Provisioning provisioning) {
        return provisioning.servers();
    }

    @Produces
    @Singleton
    ServerChecks checks(Provisioning provisioning, RoutingConfig routing) {
        return new ServerChecks(
                provisioning.controlPlane(),
                provisioning.audit(),
                provisioning.connections(),
                provisioning.servers(),
                routing.pool().maxSize());
    }

    @Produces
    @Singleton
    Operations operations(Provisioning provisioning) {
        return provisioning.operations();
    }

    void start(
            @Observes @Priority(StartOrder.BACKGROUND) StartupEvent event,
            Provisioning provisioning) {
        provisioning.runner().start();
        provisioning.archivers().start();
    }

    private static String replica(ProvisioningConfig config) {
        return config.replica().orElseGet(() -> hostName() + "-" + ProcessHandle.current().pid());
    }

    private static String hostName() {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            return name.substring(0, Math.min(name.length(), LONGEST_HOST));
        } catch (UnknownHostException e) {
            return "replica";
        }
    }
}
