package io.tenantry.provisioning.binlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.TestReplica;
import io.tenantry.provisioning.backup.Backup;
import io.tenantry.provisioning.backup.BackupVault;
import io.tenantry.provisioning.backup.RequestedBackup;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.provisioning.server.DatabaseName;
import io.tenantry.provisioning.store.FolderStore;
import io.tenantry.provisioning.store.ObjectLockedException;
import io.tenantry.provisioning.tenant.CreateTenant;
import io.tenantry.provisioning.tenant.RequestedTenant;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tenants are brought back to a time: which there are, and the way there. */
class RecoveryTest {
    private static RecoveryFleet fleet;
    private static TestReplica replica;
    private static TenantId tenant;
    private static Backup backup;

    @BeforeAll
    static void aTenantWithABackup() {
        fleet = new RecoveryFleet();
        replica = TestReplica.on(fleet.fleet());
        tenant = made(new CreateTenant("past", "past", null, null, null));
        design("Before");
        RequestedBackup asked =
                fleet.fleet()
                        .controlPlane()
                        .inTransaction(handle ->
                                replica.backups().create(handle, tenant, TestFleet.OPERATOR));
        replica.await(asked.operation());
        backup = replica.backups().find(tenant, asked.backup().id()).orElseThrow();
    }

    @AfterAll
    static void close() throws SQLException {
        replica.close();
        fleet.close();
    }

    private static TenantId made(CreateTenant wish) {
        RequestedTenant requested = replica.tenants().create(wish, TestFleet.OPERATOR);
        assertThat(replica.await(requested.operation()).state())
                .isEqualTo(OperationState.SUCCEEDED);
        return requested.tenant().id();
    }

    private static String database(TenantId of) {
        return fleet.fleet()
                .inControlPlane(
                        "SELECT database_name FROM tenant_databases WHERE tenant_id = '%s'"
                                .formatted(of.value()))
                .getFirst();
    }

    private static void design(String title) {
        fleet.execute(
                "INSERT INTO %s.designs VALUES ('%s', '%s', 'a coat', 'u1', 1, NOW(6), NOW(6))"
                        .formatted(database(tenant), Ulid.next(), title));
    }

    private static List<String> designs(TenantId of) {
        return fleet.texts("SELECT title FROM %s.designs ORDER BY id".formatted(database(of)));
    }

    private static RecoveryPoint choose(Instant at) {
        return fleet.fleet()
                .controlPlane()
                .inTransaction(handle -> fleet.recovery().choose(handle, tenant, at));
    }

    private static void assertRefused(Instant at, Reason reason) {
        assertThatThrownBy(() -> choose(at))
                .isInstanceOfSatisfying(
                        ProvisioningException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void aTenantComesBackAsAnotherFromTheNewestBackupAndWhatHappenedSince() throws SQLException {
        design("Wanted");
        // What is the original's own, and was restored without its rows.
        fleet.execute(
                "UPDATE %s.tenant_identity SET epoch = epoch + 1".formatted(database(tenant)));
        Instant at = fleet.settled();
        design("Too late");
        fleet.settled();

        RequestedTenant requested =
                fleet.fleet()
                        .controlPlane()
                        .inTransaction(handle ->
                                replica.tenants()
                                        .restore(
                                                handle,
                                                tenant,
                                                fleet.recovery().choose(handle, tenant, at),
                                                new CreateTenant("then", "then", null, null, null),
                                                TestFleet.OPERATOR));

        assertThat(replica.await(requested.operation()).state())
                .isEqualTo(OperationState.SUCCEEDED);
        assertThat(designs(requested.tenant().id())).contains("Before", "Wanted");
        assertThat(designs(requested.tenant().id())).doesNotContain("Too late");
        assertThat(fleet.recovery().of(requested.tenant().id()).windows()).isEmpty();
    }

    @Test
    void theTimesThatThereAreBeginWithABackupAndGoOn() throws SQLException {
        Instant until = fleet.settled();

        List<RecoveryWindow> windows = fleet.recovery().of(tenant).windows();

        assertThat(windows).hasSize(1);
        assertThat(windows.getFirst().from()).isEqualTo(backup.takenAt());
        assertThat(windows.getFirst().until()).isAfterOrEqualTo(until);
        assertThat(windows.getFirst().end()).isNull();
        assertThat(choose(until).backup().id()).isEqualTo(backup.id());
        assertRefused(windows.getFirst().from().minusSeconds(1), Reason.TIME_BEFORE_BACKUPS);
        assertRefused(fleet.fleet().controlPlane().now().plusSeconds(1), Reason.TIME_IN_FUTURE);
    }

    @Test
    void aGapEndsATimeUntilTheNextBackup() throws SQLException {
        RecoveryFleet.Customer customer = fleet.customer();
        try (Connection connection = fleet.connect(customer)) {
            RecoveryFleet.execute(
                    connection,
                    "CREATE TABLE seen (id INT PRIMARY KEY)",
                    "XA START 'y'",
                    "INSERT INTO seen VALUES (1)",
                    "XA END 'y'",
                    "XA PREPARE 'y'",
                    "XA COMMIT 'y'");
        }
        fleet.settled();

        List<Gap> gaps = fleet.recovery().gaps(fleet.serverId());

        assertThat(gaps)
                .anySatisfy(gap -> {
                    assertThat(gap.database()).isEqualTo(customer.database().value());
                    assertThat(gap.reason()).isEqualTo(GapReason.XA);
                });
        assertThat(fleet.recovery().servers().getFirst())
                .satisfies(state -> {
                    assertThat(state.problem()).isNull();
                    // A server of tests writes nothing through.
                    assertThat(state.warnings()).allMatch(each -> each.startsWith("sync_binlog"));
                    assertThat(state.coveredUntil()).isNotNull();
                    assertThat(state.owner()).startsWith("first/");
                });
    }

    @Test
    void whatNoBackupNeedsGoesAndWhatOneNeedsStays() throws SQLException {
        RecoveryFleet.Customer customer = fleet.customer();
        ServerLog.Mark from = fleet.mark();
        fleet.execute("CREATE TABLE %s.seen (id INT PRIMARY KEY)".formatted(customer.database()));
        fleet.settled();
        design("Kept");
        Instant at = fleet.settled();
        String sections =
                "SELECT COUNT(*) FROM binlog_sections WHERE tenant_id = '%s'"
                        .formatted(customer.id().value());
        assertThat(fleet.fleet().inControlPlane(sections)).doesNotContain("0");

        fleet.recovery().removeUnneeded();

        assertThat(fleet.fleet().inControlPlane(sections)).containsExactly("0");
        assertThat(fleet.replay(customer, from, at, fleet.scratch()).transactions()).isZero();
        DatabaseName copy = fleet.scratch();
        fleet.execute("CREATE TABLE %s.designs LIKE %s.designs".formatted(copy, database(tenant)));
        Replay.Report replayed =
                fleet.recovery().replay(backup, at, fleet.admin(), copy, Set.of("tenant_identity"));
        assertThat(replayed.transactions()).isPositive();
        assertThat(fleet.texts("SELECT title FROM %s.designs".formatted(copy))).contains("Kept");
    }

    @Test
    void aBackupThatIsTakenInTheMiddleOfALongQuietSegmentKeepsIt() throws SQLException {
        fleet.settled();
        // It began long ago, and has reached further ever since.
        fleet.fleet()
                .controlPlane()
                .useTransaction(handle ->
                        handle.execute(
                                """
                                UPDATE binlog_segments SET created_at = created_at - INTERVAL 1 HOUR
                                ORDER BY number DESC
                                LIMIT 1
                                """));
        fleet.settled();
        RequestedBackup asked =
                fleet.fleet()
                        .controlPlane()
                        .inTransaction(handle ->
                                replica.backups().create(handle, tenant, TestFleet.OPERATOR));
        replica.await(asked.operation());
        design("Behind it");
        Instant at = fleet.settled();

        fleet.recovery().removeUnneeded();

        assertThat(choose(at).backup().id()).isEqualTo(asked.backup().id());
    }

    @Test
    void anArchiveThatIsLateIsSaidWhileThereIsTime() {
        Map<String, String> aDay = Map.of("binlog_expire_logs_seconds", "86400");
        assertThat(LogWarnings.late(aDay, Duration.ofHours(12))).isEmpty();
        assertThat(LogWarnings.late(aDay, Duration.ofHours(13)).orElseThrow())
                .contains("46800 seconds behind", "86400", "raise binlog_expire_logs_seconds");
        assertThat(LogWarnings.late(Map.of(), Duration.ofDays(100))).isEmpty();
    }

    @Test
    void theStoreKeepsTheLogAsLongAsALockedBackupThatIsBroughtForwardByIt() throws SQLException {
        // What others did before is in segments of its own: they have backups that need theirs.
        fleet.settled();
        RecoveryFleet.Customer customer = fleet.customer();
        fleet.execute("CREATE TABLE %s.seen (id INT PRIMARY KEY)".formatted(customer.database()));
        fleet.settled();
        ControlPlane controlPlane = fleet.fleet().controlPlane();
        FolderStore store =
                new FolderStore(fleet.fleet().backupFolder(), true, fleet.fleet().clock());
        Recovery locking =
                new Recovery(
                        controlPlane,
                        new BackupVault(controlPlane, fleet.fleet().secrets(), store));
        String objects =
                """
                SELECT g.object FROM binlog_segments g JOIN binlog_sections p USING (stream_id, number)
                WHERE p.tenant_id = '%s'
                """
                        .formatted(customer.id().value());
        controlPlane.useTransaction(handle ->
                handle.execute(
                        """
                        INSERT INTO backups (id, tenant_id, state, created_at, locked_until)
                        VALUES (?, ?, 'ready', '2020-01-01', ?)
                        """,
                        Ulid.next(),
                        customer.id().value(),
                        controlPlane.now().plus(Duration.ofDays(9))));

        locking.removeUnneeded();
        controlPlane.useTransaction(handle ->
                handle.execute("DELETE FROM backups WHERE tenant_id = ?", customer.id().value()));
        locking.removeUnneeded();

        assertThat(fleet.fleet().inControlPlane(objects))
                .isNotEmpty()
                .allSatisfy(object ->
                        assertThatThrownBy(() -> store.delete(object))
                                .isInstanceOf(ObjectLockedException.class));
        controlPlane.useTransaction(
                handle -> handle.execute("UPDATE binlog_segments SET locked_until = '2020-01-02'"));
        fleet.recovery().removeUnneeded();
        assertThat(fleet.fleet().inControlPlane(objects)).isEmpty();
    }

    @Test
    void settingsThatWillMakeGapsAreSaidBefore() {
        assertThat(LogWarnings.of(Map.of("binlog_format", "ROW"))).isEmpty();
        assertThat(
                        LogWarnings.of(
                                Map.of(
                                        "binlog_format", "MIXED",
                                        "log_bin_compress", "ON",
                                        "binlog_alter_two_phase", "ON",
                                        "binlog_expire_logs_seconds", "3600")))
                .hasSize(4);
        assertThat(
                        LogWarnings.of(
                                Map.of(
                                        "expire_logs_days", "0.5",
                                        "max_binlog_total_size", "1073741824",
                                        "sync_binlog", "0")))
                .satisfiesExactly(
                        kept -> assertThat(kept).contains("43200", "SET GLOBAL"),
                        size -> assertThat(size).contains("SET GLOBAL max_binlog_total_size = 0"),
                        synced -> assertThat(synced).contains("SET GLOBAL sync_binlog = 1"));
        assertThatThrownBy(() ->
                        new ArchiverSettings(
                                "r",
                                Duration.ofMillis(1),
                                1 << 24,
                                Duration.ofSeconds(8),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(1),
                                10))
                .hasMessageContaining("every");
    }
}
