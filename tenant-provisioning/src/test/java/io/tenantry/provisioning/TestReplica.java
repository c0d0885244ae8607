package io.tenantry.provisioning;

import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.backup.BackupKinds;
import io.tenantry.provisioning.backup.BackupTargets;
import io.tenantry.provisioning.backup.Backups;
import io.tenantry.provisioning.binlog.Recovery;
import io.tenantry.provisioning.changelog.ChangelogRecorder;
import io.tenantry.provisioning.changelog.ChangelogReplay;
import io.tenantry.provisioning.changelog.LazyChangelog;
import io.tenantry.provisioning.changelog.MigrationRecorder;
import io.tenantry.provisioning.changelog.MigrationReplay;
import io.tenantry.provisioning.changelog.SchemaVersions;
import io.tenantry.provisioning.changelog.TenantChangelog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.Operation;
import io.tenantry.provisioning.journal.OperationId;
import io.tenantry.provisioning.journal.OperationKind;
import io.tenantry.provisioning.journal.OperationRunner;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.provisioning.journal.Operations;
import io.tenantry.provisioning.journal.RunnerSettings;
import io.tenantry.provisioning.journal.Step;
import io.tenantry.provisioning.journal.StepContext;
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
import io.tenantry.provisioning.restore.RestoreSettings;
import io.tenantry.provisioning.restore.Restores;
import io.tenantry.provisioning.tenant.CatchUp;
import io.tenantry.provisioning.tenant.CreateTenant;
import io.tenantry.provisioning.tenant.CredentialRotations;
import io.tenantry.provisioning.tenant.DeletionReceipts;
import io.tenantry.provisioning.tenant.LifeKinds;
import io.tenantry.provisioning.tenant.LifeSettings;
import io.tenantry.provisioning.tenant.PurgeTenant;
import io.tenantry.provisioning.tenant.RotationKind;
import io.tenantry.provisioning.tenant.RotationSettings;
import io.tenantry.provisioning.tenant.RouteAnnouncer;
import io.tenantry.provisioning.tenant.TenantCreation;
import io.tenantry.provisioning.tenant.TenantLifecycle;
import io.tenantry.provisioning.tenant.Tenants;
import io.tenantry.provisioning.warm.StuckDatabases;
import io.tenantry.provisioning.warm.WarmDatabases;
import io.tenantry.provisioning.warm.WarmKinds;
import io.tenantry.provisioning.warm.WarmSettings;
import io.tenantry.routing.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;

/**
 * A replica on a test fleet, wired as {@link Provisioning} wires it, except that a test may stand
 * between the runner and the steps. It is not started: the test sweeps, and no lease is renewed.
 */
public final class TestReplica implements AutoCloseable {
    private final TestFleet fleet;
    private final OperationRunner runner;
    private final Tenants tenants;
    private final TenantLifecycle lifecycle;
    private final WarmDatabases warm;
    private final Backups backups;
    private final Restores restores;
    private final LeftDatabases leftDatabases;
    private final Peeks peeks;
    private final PeekDiffs peekDiffs;
    private final PeekedRows peekedRows;
    private final ForgetMembers forgetMembers = new ForgetMembers();
    private final FleetMigrations migrations;
    private final Operations operations;
    private final CredentialRotations rotations;
    private final List<Consumer<TenantId>> listeners = new CopyOnWriteArrayList<>();
    private final List<TenantId> announced = Collections.synchronizedList(new ArrayList<>());

    private TestReplica(
            TestFleet fleet,
            String name,
            String changelogRoot,
            List<Step<CreateTenant>> contributed,
            Around around) {
        this.fleet = fleet;
        ControlPlane controlPlane = fleet.controlPlane();
        AuditLog audit = new AuditLog(controlPlane);
        LazyChangelog changelog = new LazyChangelog(changelogRoot);
        RouteAnnouncer announcer =
                tenant -> {
                    announced.add(tenant);
                    listeners.forEach(listener -> listener.accept(tenant));
                };
        ChangelogRecorder recorder =
                new ChangelogRecorder(controlPlane, fleet.connections(), changelog);
        ChangelogReplay replay = new ChangelogReplay(changelog, recorder);
        MigrationRecorder ways =
                new MigrationRecorder(controlPlane, fleet.connections(), changelog, recorder);
        MigrationReplay migrationReplay =
                new MigrationReplay(changelog, recorder, ways, fleet.connections());
        CatchUp catchUp =
                new CatchUp(
                        controlPlane, migrationReplay, new SchemaVersions(controlPlane, changelog));
        TenantCreation creation =
                new TenantCreation(
                        controlPlane,
                        fleet.secrets(),
                        replay,
                        announcer,
                        fleet.vault(),
                        catchUp,
                        contributed);
        LifeKinds life =
                around.life()
                        .apply(
                                LifeKinds.of(
                                        controlPlane,
                                        announcer,
                                        fleet.vault(),
                                        List.of(forgetMembers, new ForgetCacheKeys())));
        List<OperationKind<?>> kinds = new ArrayList<>(life.all());
        kinds.add(around.creation().apply(creation));
        kinds.add(around.creation().apply(creation.ofCopies()));
        kinds.add(around.creation().apply(creation.ofBackups()));
        BackupKinds backupKinds = BackupKinds.of(controlPlane, fleet.vault());
        kinds.addAll(backupKinds.all());
        RestoreKinds restoreKinds =
                around.restores()
                        .apply(
                                RestoreKinds.of(
                                        controlPlane,
                                        fleet.secrets(),
                                        announcer,
                                        fleet.vault(),
                                        new Recovery(controlPlane, fleet.vault()),
                                        catchUp,
                                        fleet.connections()));
        kinds.addAll(restoreKinds.all());
        PeekKinds peekKinds =
                around.peeks()
                        .apply(
                                PeekKinds.of(
                                        controlPlane,
                                        fleet.secrets(),
                                        fleet.vault(),
                                        new Recovery(controlPlane, fleet.vault())));
        kinds.addAll(peekKinds.all());
        RotationKind rotation =
                around.rotation().apply(RotationKind.of(controlPlane, fleet.secrets(), announcer));
        kinds.add(rotation.kind());
        WarmKinds warmKinds =
                around.warm().apply(WarmKinds.of(controlPlane, fleet.secrets(), replay));
        kinds.addAll(warmKinds.all());
        MigrationKind migration =
                around.migration()
                        .apply(MigrationKind.of(controlPlane, migrationReplay, announcer));
        kinds.add(migration.kind());
        runner =
                new OperationRunner(
                        controlPlane, fleet.connections(), kinds, RunnerSettings.defaults(name));
        lifecycle =
                new TenantLifecycle(
                        controlPlane,
                        audit,
                        runner,
                        announcer,
                        life,
                        new LifeSettings(Duration.ofMillis(300), Duration.ofDays(30)));
        rotations =
                new CredentialRotations(
                        controlPlane,
                        audit,
                        runner,
                        rotation,
                        new RotationSettings(Duration.ofSeconds(2), Duration.ofSeconds(2)));
        operations = new Operations(controlPlane, audit);
        warm =
                new WarmDatabases(
                        controlPlane,
                        fleet.secrets(),
                        fleet.servers(),
                        runner,
                        changelog,
                        warmKinds,
                        new StuckDatabases(controlPlane, fleet.connections(), operations),
                        new WarmSettings(3, 6));
        backups = new Backups(controlPlane, audit, runner, backupKinds, fleet.vault());
        RestoreSettings restoring =
                new RestoreSettings(
                        Duration.ofMillis(300), Duration.ofDays(7), Duration.ofHours(4));
        BackupTargets targets = new BackupTargets(fleet.connections());
        RestorePlans plans =
                new RestorePlans(
                        fleet.vault(),
                        new Recovery(controlPlane, fleet.vault()),
                        catchUp,
                        targets,
                        fleet.connections());
        restores =
                new Restores(
                        controlPlane,
                        audit,
                        runner,
                        restoreKinds,
                        plans,
                        restoring,
                        fleet.connections());
        leftDatabases =
                new LeftDatabases(controlPlane, audit, runner, restoreKinds, fleet.connections());
        peeks =
                new Peeks(
                        controlPlane, audit, runner, peekKinds, plans, fleet.secrets(), restoring);
        peekDiffs = new PeekDiffs(controlPlane, fleet.connections(), audit);
        peekedRows = new PeekedRows(controlPlane, fleet.connections(), audit, runner, peekKinds);
        tenants = new Tenants(controlPlane, audit, runner, creation, warm, announcer, targets);
        migrations =
                new FleetMigrations(
                        controlPlane,
                        audit,
                        runner,
                        migration,
                        new MigrationPlanner(controlPlane, fleet.connections(), ways));
    }

    /** What a test puts between the runner and the operations of each kind. */
    private record Around(
            UnaryOperator<OperationKind<CreateTenant>> creation,
            UnaryOperator<LifeKinds> life,
            UnaryOperator<RotationKind> rotation,
            UnaryOperator<WarmKinds> warm,
            UnaryOperator<MigrationKind> migration,
            UnaryOperator<RestoreKinds> restores,
            UnaryOperator<PeekKinds> peeks) {
        private static final Around NOTHING =
                new Around(
                        UnaryOperator.identity(),
                        UnaryOperator.identity(),
                        UnaryOperator.identity(),
                        UnaryOperator.identity(),
                        UnaryOperator.identity(),
                        UnaryOperator.identity(),
                        UnaryOperator.identity());

        static Around creation(UnaryOperator<OperationKind<CreateTenant>> other) {
            return new Around(
                    other,
                    NOTHING.life,
                    NOTHING.rotation,
                    NOTHING.warm,
                    NOTHING.migration,
                    NOTHING.restores,
                    NOTHING.peeks);
        }

        static Around life(UnaryOperator<LifeKinds> other) {
            return new Around(
                    NOTHING.creation,
                    other,
                    NOTHING.rotation,
                    NOTHING.warm,
                    NOTHING.migration,
                    NOTHING.restores,
                    NOTHING.peeks);
        }

        static Around rotation(UnaryOperator<RotationKind> other) {
            return new Around(
                    NOTHING.creation,
                    NOTHING.life,
                    other,
                    NOTHING.warm,
                    NOTHING.migration,
                    NOTHING.restores,
                    NOTHING.peeks);
        }

        static Around warm(UnaryOperator<WarmKinds> other) {
            return new Around(
                    NOTHING.creation,
                    NOTHING.life,
                    NOTHING.rotation,
                    other,
                    NOTHING.migration,
                    NOTHING.restores,
                    NOTHING.peeks);
        }

        static Around migration(UnaryOperator<MigrationKind> other) {
            return new Around(
                    NOTHING.creation,
                    NOTHING.life,
                    NOTHING.rotation,
                    NOTHING.warm,
                    other,
                    NOTHING.restores,
                    NOTHING.peeks);
        }

        static Around restores(UnaryOperator<RestoreKinds> other) {
            return new Around(
                    NOTHING.creation,
                    NOTHING.life,
                    NOTHING.rotation,
                    NOTHING.warm,
                    NOTHING.migration,
                    other,
                    NOTHING.peeks);
        }

        static Around peeks(UnaryOperator<PeekKinds> other) {
            return new Around(
                    NOTHING.creation,
                    NOTHING.life,
                    NOTHING.rotation,
                    NOTHING.warm,
                    NOTHING.migration,
                    NOTHING.restores,
                    other);
        }
    }

    private static TestReplica around(TestFleet fleet, String name, Around around) {
        return new TestReplica(fleet, name, TenantChangelog.DEFAULT_ROOT, List.of(), around);
    }

    public static TestReplica on(TestFleet fleet) {
        return around(fleet, "replica", Around.NOTHING);
    }

    public static TestReplica on(
            TestFleet fleet, String name, UnaryOperator<OperationKind<CreateTenant>> between) {
        return around(fleet, name, Around.creation(between));
    }

    public static TestReplica withChangelog(TestFleet fleet, String root) {
        return new TestReplica(fleet, "replica", root, List.of(), Around.NOTHING);
    }

    /** With another changelog, and something between the runner and migrations. */
    public static TestReplica aroundMigration(
            TestFleet fleet,
            String name,
            String root,
            UnaryOperator<MigrationKind> aroundMigration) {
        return new TestReplica(fleet, name, root, List.of(), Around.migration(aroundMigration));
    }

    public FleetMigrations migrations() {
        return migrations;
    }

    public static TestReplica withSteps(TestFleet fleet, List<Step<CreateTenant>> contributed) {
        return new TestReplica(
                fleet, "replica", TenantChangelog.DEFAULT_ROOT, contributed, Around.NOTHING);
    }

    /** With something between the runner and the operations of a tenant's life. */
    public static TestReplica aroundLife(
            TestFleet fleet, String name, UnaryOperator<LifeKinds> aroundLife) {
        return around(fleet, name, Around.life(aroundLife));
    }

    /** With something between the runner and the rotation of credentials. */
    public static TestReplica aroundRotation(
            TestFleet fleet, String name, UnaryOperator<RotationKind> aroundRotation) {
        return around(fleet, name, Around.rotation(aroundRotation));
    }

    /** With something between the runner and the operations on warm databases. */
    public static TestReplica aroundWarm(
            TestFleet fleet, String name, UnaryOperator<WarmKinds> aroundWarm) {
        return around(fleet, name, Around.warm(aroundWarm));
    }

    /** With something between the runner and what brings a tenant's past back. */
    public static TestReplica aroundRestores(
            TestFleet fleet, String name, UnaryOperator<RestoreKinds> aroundRestores) {
        return around(fleet, name, Around.restores(aroundRestores));
    }

    /** With something between the runner and the operations on peeks. */
    public static TestReplica aroundPeeks(
            TestFleet fleet, String name, UnaryOperator<PeekKinds> aroundPeeks) {
        return around(fleet, name, Around.peeks(aroundPeeks));
    }

    public CredentialRotations rotations() {
        return rotations;
    }

    /** Has somebody told of every changed route. */
    public void onAnnouncement(Consumer<TenantId> listener) {
        listeners.add(listener);
    }

    /** Keeps three databases ready, six at most; only when a test says so. */
    public WarmDatabases warm() {
        return warm;
    }

    public TenantLifecycle lifecycle() {
        return lifecycle;
    }

    /** Whether a purge forgets the members, as the server's room for access has it do. */
    public void forgetsMembers(boolean does) {
        forgetMembers.does = does;
    }

    /** What the server's room for access contributes. */
    private final class ForgetMembers implements Step<PurgeTenant> {
        private volatile boolean does = true;

        @Override
        public String name() {
            return "forget-members";
        }

        @Override
        public void execute(StepContext<PurgeTenant> context) {
            TenantId tenant = context.tenant();
            if (does) {
                context.alongside(handle -> {
                    handle.execute("DELETE FROM tenant_users WHERE tenant_id = ?", tenant.value());
                    DeletionReceipts.removed(
                            handle, tenant, "members", "all", fleet.controlPlane().now());
                });
            }
        }

        @Override
        public void undo(StepContext<PurgeTenant> context) {}
    }

    /** What the server contributes while Redis is away. */
    private static final class ForgetCacheKeys implements Step<PurgeTenant> {
        @Override
        public String name() {
            return "forget-cache-keys";
        }

        @Override
        public void execute(StepContext<PurgeTenant> context) {
            context.alongside(
                    handle -> DeletionReceipts.searched(handle, context.tenant(), "a cache", null));
        }

        @Override
        public void undo(StepContext<PurgeTenant> context) {}
    }

    /** Keeps what serves no more for seven days. */
    public Restores restores() {
        return restores;
    }

    public LeftDatabases leftDatabases() {
        return leftDatabases;
    }

    public Peeks peeks() {
        return peeks;
    }

    public PeekDiffs peekDiffs() {
        return peekDiffs;
    }

    public PeekedRows peekedRows() {
        return peekedRows;
    }

    public Backups backups() {
        return backups;
    }

    public Tenants tenants() {
        return tenants;
    }

    public Operations operations() {
        return operations;
    }

    public OperationRunner runner() {
        return runner;
    }

    /** The tenants whose routes were announced, in order. */
    public List<TenantId> announced() {
        return List.copyOf(announced);
    }

    public Operation operation(OperationId id) {
        return operations.find(id).orElseThrow();
    }

    /** Lets time pass and looks for work until the operation has ended. */
    public Operation await(OperationId id) {
        await(() -> operation(id).state() != OperationState.RUNNING);
        return operation(id);
    }

    /** Lets time pass and looks for work until something is so. */
    public void await(BooleanSupplier holds) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    if (holds.getAsBoolean()) {
                        return true;
                    }
                    fleet.clock().advance(Duration.ofMillis(50));
                    runner.sweep();
                    return false;
                });
    }

    /** Waits until it has let go of its work, or died of it. */
    public void awaitIdle() {
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(runner::isIdle);
    }

    @Override
    public void close() {
        runner.close();
    }
}
