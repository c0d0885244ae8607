package io.tenantry.provisioning.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.jdbc.MysqlDataSource;
import io.tenantry.provisioning.TestFleet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ControlPlaneTest {
    private TestFleet fleet;

    @BeforeEach
    void open() {
        fleet = TestFleet.empty();
    }

    @AfterEach
    void close() {
        fleet.close();
    }

    private ControlPlane replica() {
        return new ControlPlane(fleet.dataSource(), fleet.clock());
    }

    @Test
    void twoReplicasMayMigrateAtOnce() throws Exception {
        Callable<Boolean> start =
                () -> {
                    replica().migrate();
                    return true;
                };
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (Future<Boolean> migrated : threads.invokeAll(List.of(start, start))) {
                assertThat(migrated.get()).isTrue();
            }
        }

        assertThat(fleet.inControlPlane("SHOW TABLES"))
                .contains("tenants", "tenant_routes")
                .doesNotContain("DATABASECHANGELOGLOCK");
        assertThat(fleet.inControlPlane("SELECT ID FROM DATABASECHANGELOG"))
                .doesNotHaveDuplicates();
    }

    @Test
    void aLockIsWaitedForLongerThanTheServerMayBeSilent() throws Exception {
        MysqlDataSource hurried = (MysqlDataSource) fleet.dataSource();
        hurried.getIntegerProperty(PropertyKey.socketTimeout).setValue(300);
        ControlPlane waiting = new ControlPlane(hurried, fleet.clock());
        CountDownLatch held = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<Integer> holder =
                    threads.submit(() ->
                            replica()
                                    .exclusively(
                                            "waited-for",
                                            Duration.ofSeconds(1),
                                            handle -> {
                                                held.countDown();
                                                return handle.createQuery("SELECT SLEEP(0.7)")
                                                        .mapTo(Integer.class)
                                                        .one();
                                            }));
            held.await();

            int silence =
                    waiting.exclusively(
                            "waited-for", Duration.ofSeconds(20), ControlPlaneTest::silence);

            assertThat(holder.get()).isZero();
            assertThat(silence).as("as before, once it has the lock").isEqualTo(300);
        }
    }

    private static int silence(Handle handle) {
        try {
            return handle.getConnection().getNetworkTimeout();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void migratingAgainDoesNothing() {
        replica().migrate();
        List<String> applied =
                fleet.inControlPlane("SELECT CONCAT(ID, DATEEXECUTED) FROM DATABASECHANGELOG");

        replica().migrate();

        assertThat(fleet.inControlPlane("SELECT CONCAT(ID, DATEEXECUTED) FROM DATABASECHANGELOG"))
                .isEqualTo(applied);
    }

    @Test
    void migratesAnewWhatWasDroppedAndMadeAgain() {
        replica().migrate();
        String name = fleet.inControlPlane("SELECT DATABASE()").getFirst();
        fleet.executeOnServer("DROP DATABASE " + name);
        fleet.executeOnServer("CREATE DATABASE " + name);

        replica().migrate();

        assertThat(fleet.inControlPlane("SHOW TABLES")).contains("tenants");
    }

    @Test
    void instantsKeepTheirMicrosecondsWhateverTheTimeZone() {
        Instant instant = Instant.parse("2026-03-29T01:30:00.123456Z");
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
            fleet.controlPlane()
                    .useTransaction(
                            handle -> handle.execute("CREATE TABLE times (at DATETIME(6))"));
            fleet.controlPlane()
                    .useTransaction(
                            handle -> handle.execute("INSERT INTO times VALUES (?)", instant));

            assertThat(fleet.inControlPlane("SELECT CAST(at AS CHAR) FROM times"))
                    .containsExactly("2026-03-29 01:30:00.123456");
            Instant read =
                    fleet.controlPlane()
                            .read(handle ->
                                    handle.createQuery("SELECT at FROM times")
                                            .mapTo(Instant.class)
                                            .one());
            assertThat(read).isEqualTo(instant);
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void theVictimOfADeadlockRunsAgain() throws Exception {
        ControlPlane controlPlane = fleet.controlPlane();
        controlPlane.useTransaction(
                handle -> handle.execute("CREATE TABLE counters (id INT PRIMARY KEY, n INT)"));
        controlPlane.useTransaction(
                handle -> handle.execute("INSERT INTO counters VALUES (1, 0), (2, 0)"));
        AtomicInteger runs = new AtomicInteger();
        CyclicBarrier bothHoldOne = new CyclicBarrier(2);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<?> one = threads.submit(() -> raise(controlPlane, 1, 2, runs, bothHoldOne));
            Future<?> two = threads.submit(() -> raise(controlPlane, 2, 1, runs, bothHoldOne));
            one.get();
            two.get();
        }

        assertThat(fleet.inControlPlane("SELECT n FROM counters")).containsExactly("2", "2");
        assertThat(runs).hasValue(3);
    }

    private static void raise(
            ControlPlane controlPlane,
            int first,
            int second,
            AtomicInteger runs,
            CyclicBarrier barrier) {
        controlPlane.useTransaction(handle -> {
            raise(handle, first);
            if (runs.incrementAndGet() <= 2) {
                meet(barrier);
            }
            raise(handle, second);
        });
    }

    private static void raise(Handle handle, int id) {
        handle.execute("UPDATE counters SET n = n + 1 WHERE id = ?", id);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) { // two checked kinds, either of which fails the test
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aFailedStatementDoesNotRepeatWhatWasBound() {
        assertThatThrownBy(() ->
                        fleet.controlPlane()
                                .useTransaction(handle ->
                                        handle.execute(
                                                "INSERT INTO nowhere VALUES (?)",
                                                "a-bound-secret")))
                .hasMessageContaining("nowhere")
                .hasMessageNotContaining("a-bound-secret");
    }

    @Test
    void whatIsExclusiveWaitsForItsTurnOnlySoLong() {
        ControlPlane controlPlane = fleet.controlPlane();

        assertThatThrownBy(() ->
                        controlPlane.exclusively(
                                "name",
                                Duration.ofSeconds(1),
                                _ -> controlPlane.exclusively("name", Duration.ZERO, _ -> true)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another process holds");
    }

    private static List<String> warningsOf(Runnable work) {
        List<String> warnings = new ArrayList<>();
        Logger log = Logger.getLogger(ControlPlane.class.getName());
        Handler listener =
                new Handler() {
                    @Override
                    public void publish(LogRecord entry) {
                        warnings.add(entry.getMessage());
                    }

                    @Override
                    public void flush() {}

                    @Override
                    public void close() {}
                };
        log.addHandler(listener);
        try {
            work.run();
        } finally {
            log.removeHandler(listener);
        }
        return warnings;
    }

    @Test
    void theAuditLogTakesNoChangesAsSoonAsTheServerAllowsTriggers() {
        try {
            fleet.executeOnServer("SET GLOBAL log_bin_trust_function_creators = OFF");
            assertThat(warningsOf(() -> replica().migrate()))
                    .anyMatch(text -> text.contains("audit_log_is_not_changed"))
                    .anyMatch(text -> text.contains("log_bin_trust_function_creators = 1"));
            assertThat(fleet.inControlPlane("SHOW TRIGGERS")).isEmpty();
        } finally {
            fleet.executeOnServer("SET GLOBAL log_bin_trust_function_creators = ON");
        }
        ControlPlane controlPlane = replica();
        assertThat(warningsOf(controlPlane::migrate)).isEmpty();
        controlPlane.useTransaction(handle ->
                handle.execute(
                        """
                        INSERT INTO audit_log (id, at, actor, action)
                        VALUES ('01ARZ3NDEKTSV4RRFFQ69G5FAV', '2026-01-01', 'ada', 'tenant.create')
                        """));

        for (String change :
                List.of(
                        "UPDATE audit_log SET actor = 'eve'",
                        "DELETE FROM audit_log",
                        "REPLACE INTO audit_log (id, at, actor, action) SELECT id, at, 'eve', action FROM audit_log")) {
            assertThatThrownBy(() -> controlPlane.useTransaction(handle -> handle.execute(change)))
                    .as(change)
                    .hasMessageContaining("append-only");
        }
        assertThat(fleet.inControlPlane("SELECT actor FROM audit_log")).containsExactly("ada");
    }
}
