package io.tenantry.provisioning.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.audit.AuditLog;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OperationRunnerTest {
    private static final RunnerSettings SETTINGS =
            new RunnerSettings(
                    "replica",
                    2,
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(2),
                    new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofSeconds(10)),
                    new RetryPolicy(2, Duration.ofSeconds(1), Duration.ofSeconds(10)));

    /** Looks and renews all the time. */
    private static final RunnerSettings QUICK =
            new RunnerSettings(
                    "quick",
                    2,
                    Duration.ofSeconds(15),
                    Duration.ofMillis(20),
                    Duration.ofMillis(20),
                    SETTINGS.doing(),
                    SETTINGS.undoing());

    private static final String WAITING_FOR_A_LOCK =
            "SELECT trx_id FROM information_schema.INNODB_TRX WHERE trx_state = 'LOCK WAIT'";

    private static TestFleet fleet;

    private final List<String> log = new CopyOnWriteArrayList<>();
    private final List<OperationRunner> runners = new ArrayList<>();

    @BeforeAll
    static void open() {
        fleet = TestFleet.empty();
        fleet.controlPlane().migrate();
    }

    @AfterAll
    static void closeFleet() {
        fleet.close();
    }

    @AfterEach
    void stop() {
        runners.forEach(OperationRunner::close);
        // A test's unfinished operations are none of the next one's business.
        fleet.controlPlane()
                .useTransaction(handle -> handle.execute("UPDATE operations SET state = 'failed'"));
    }

    /** What the operations of these tests are given. */
    record Parcel(String text) {}

    /** Steps a, b and c, which write what they do into the log. */
    private final class Trio implements OperationKind<Parcel> {
        private final @Nullable String missing;
        private final Mishap<Parcel> inB;
        private final Mishap<Parcel> inUndoOfA;

        Trio(@Nullable String missing, Mishap<Parcel> inB, Mishap<Parcel> inUndoOfA) {
            this.missing = missing;
            this.inB = inB;
            this.inUndoOfA = inUndoOfA;
        }

        @Override
        public String name() {
            return "test.trio";
        }

        @Override
        public Class<Parcel> inputType() {
            return Parcel.class;
        }

        @Override
        public List<String> plan(Parcel input) {
            return List.of("a", "b", "c");
        }

        @Override
        public Optional<Step<Parcel>> step(String name) {
            if (name.equals(missing)) {
                return Optional.empty();
            }
            Step<Parcel> logged = new Logged(name);
            return Optional.of(
                    switch (name) {
                        case "a" -> Mishap.beforeUndo(logged, inUndoOfA);
                        case "b" -> Mishap.before(logged, inB);
                        default -> logged;
                    });
        }
    }

    private final class Logged implements Step<Parcel> {
        private final String name;

        Logged(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void execute(StepContext<Parcel> context) {
            log.add("%s %s".formatted(name(), context.input().text()));
        }

        @Override
        public void undo(StepContext<Parcel> context) {
            log.add("undo " + name());
        }
    }

    private OperationKind<Parcel> healthy() {
        return new Trio(null, _ -> {}, _ -> {});
    }

    private OperationKind<Parcel> failingInB(Mishap<Parcel> mishap) {
        return new Trio(null, mishap, _ -> {});
    }

    private static void passing(StepContext<Parcel> context) throws SQLException {
        throw new SQLTransientException("try again");
    }

    private static void lasting(StepContext<Parcel> context) throws SQLException {
        throw new SQLException("no use");
    }

    private OperationRunner runner(OperationKind<Parcel> kind) {
        return runner(kind, SETTINGS);
    }

    private OperationRunner runner(OperationKind<Parcel> kind, RunnerSettings settings) {
        OperationRunner runner =
                new OperationRunner(
                        fleet.controlPlane(), fleet.connections(), List.of(kind), settings);
        runners.add(runner);
        return runner;
    }

    private static OperationId submit(OperationRunner runner, OperationKind<Parcel> kind) {
        return fleet.controlPlane()
                .inTransaction(handle ->
                        runner.submit(
                                handle, kind, null, new Parcel("parcel"), TestFleet.OPERATOR));
    }

    private static Operations operations() {
        return new Operations(fleet.controlPlane(), new AuditLog(fleet.controlPlane()));
    }

    private static Operation operation(OperationId id) {
        return operations().find(id).orElseThrow();
    }

    private static void awaitIdle(OperationRunner runner) {
        Awaitility.await().pollInterval(Duration.ofMillis(5)).until(runner::isIdle);
    }

    private static void later(OperationRunner runner, Duration time) {
        fleet.clock().advance(time);
        runner.sweep();
        awaitIdle(runner);
    }

    @Test
    void doesTheStepsInTheirOrderWithTheInput() {
        OperationRunner runner = runner(healthy());

        OperationId id = submit(runner, healthy());
        awaitIdle(runner);

        assertThat(operation(id).state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(operation(id).requestedBy()).isEqualTo("operator");
        assertThat(operation(id).steps())
                .extracting(OperationStep::state)
                .containsOnly(StepState.DONE);
        assertThat(log).containsExactly("a parcel", "b parcel", "c parcel");
    }

    @Test
    void anOperationWhoseTransactionRollsBackNeverWas() {
        OperationRunner runner = runner(healthy());

        assertThatThrownBy(() ->
                        fleet.controlPlane()
                                .inTransaction(handle -> {
                                    runner.submit(
                                            handle,
                                            healthy(),
                                            null,
                                            new Parcel("x"),
                                            TestFleet.OPERATOR);
                                    throw new IllegalArgumentException("no");
                                }))
                .hasMessage("no");
        runner.sweep();
        awaitIdle(runner);

        assertThat(log).isEmpty();
    }

    @Test
    void undoesInReverseWhatWasBegun() {
        OperationKind<Parcel> kind = failingInB(OperationRunnerTest::lasting);
        OperationRunner runner = runner(kind);

        OperationId id = submit(runner, kind);
        awaitIdle(runner);

        Operation operation = operation(id);
        assertThat(operation.state()).isEqualTo(OperationState.UNDONE);
        assertThat(operation.errorCode()).isEqualTo("step_failed");
        assertThat(operation.errorDetail()).contains("no use");
        assertThat(operation.steps())
                .extracting(OperationStep::state)
                .containsExactly(StepState.UNDONE, StepState.UNDONE, StepState.PENDING);
        assertThat(log).containsExactly("a parcel", "undo b", "undo a");
    }

    @Test
    void waitsLongerBeforeEachAttemptAndGivesUpAfterTheLast() {
        OperationKind<Parcel> kind = failingInB(OperationRunnerTest::passing);
        OperationRunner runner = runner(kind);
        OperationId id = submit(runner, kind);
        awaitIdle(runner);
        assertThat(operation(id).steps().get(1).attempts()).isEqualTo(1);

        later(runner, Duration.ofMillis(999));
        assertThat(operation(id).steps().get(1).attempts()).isEqualTo(1);
        later(runner, Duration.ofMillis(1));
        assertThat(operation(id).steps().get(1).attempts()).isEqualTo(2);
        later(runner, Duration.ofMillis(1999));
        assertThat(operation(id).steps().get(1).attempts()).isEqualTo(2);
        later(runner, Duration.ofMillis(1));

        assertThat(operation(id).state()).isEqualTo(OperationState.UNDONE);
    }

    @Test
    void anUndoThatKeepsFailingWaitsForAnOperator() {
        boolean[] broken = {true};
        OperationKind<Parcel> kind =
                new Trio(
                        null,
                        OperationRunnerTest::lasting,
                        _ -> {
                            if (broken[0]) {
                                throw new SQLException("still there");
                            }
                        });
        OperationRunner runner = runner(kind);
        OperationId id = submit(runner, kind);
        awaitIdle(runner);
        assertThat(operation(id).state()).isEqualTo(OperationState.RUNNING);
        later(runner, Duration.ofSeconds(1));
        assertThat(operation(id).state()).isEqualTo(OperationState.FAILED);
        assertThat(operation(id).errorDetail()).contains("no use");
        later(runner, Duration.ofHours(1));
        assertThat(operation(id).state()).isEqualTo(OperationState.FAILED);

        broken[0] = false;
        operations().retry(id, TestFleet.OPERATOR);
        runner.sweep();
        awaitIdle(runner);

        assertThat(operation(id).state()).isEqualTo(OperationState.UNDONE);
        assertThat(operations().eventsAfter(id, 0))
                .extracting(OperationEvent::sequence)
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(
                        fleet.inControlPlane(
                                "SELECT actor FROM audit_log WHERE action = 'operation.retry'"))
                .containsExactly("operator");
    }

    @Test
    void onlyAFailedOperationCanBeRetried() {
        OperationRunner runner = runner(healthy());
        OperationId id = submit(runner, healthy());
        awaitIdle(runner);

        assertThatThrownBy(() -> operations().retry(id, TestFleet.OPERATOR))
                .isInstanceOfSatisfying(
                        ProvisioningException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.OPERATION_NOT_RETRYABLE));
        assertThatThrownBy(() ->
                        operations()
                                .retry(
                                        new OperationId("01HZX5ZYJ4T6QK7V8W9XABCDEF"),
                                        TestFleet.OPERATOR))
                .isInstanceOfSatisfying(
                        ProvisioningException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.OPERATION_UNKNOWN));
    }

    @Test
    void aProcessThatLacksAStepLeavesItToOneThatHasIt() {
        OperationRunner commandLine = runner(new Trio("b", _ -> {}, _ -> {}));
        OperationId id = submit(commandLine, healthy());
        awaitIdle(commandLine);
        commandLine.sweep();
        awaitIdle(commandLine);
        assertThat(operation(id).state()).isEqualTo(OperationState.RUNNING);
        assertThat(operation(id).steps().get(1).attempts()).isEqualTo(1);

        OperationRunner server = runner(healthy());
        server.sweep();
        awaitIdle(server);

        assertThat(operation(id).state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(log).containsExactly("a parcel", "b parcel", "c parcel");
    }

    @Test
    void aLeaseKeepsOthersOffUntilItEnds() {
        OperationKind<Parcel> crashing =
                failingInB(_ -> {
                    throw new Crash();
                });
        OperationRunner first = runner(crashing);
        OperationId id = submit(first, crashing);
        awaitIdle(first);
        OperationRunner second = runner(healthy());

        later(second, Duration.ofSeconds(15));
        assertThat(operation(id).state()).isEqualTo(OperationState.RUNNING);
        later(second, Duration.ofMillis(1));

        assertThat(operation(id).state()).isEqualTo(OperationState.SUCCEEDED);
    }

    @Test
    void aHeartbeatKeepsALongStepsLease() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        OperationKind<Parcel> slow =
                failingInB(_ -> {
                    begun.countDown();
                    Awaitility.await().until(() -> end.getCount() == 0);
                });
        OperationRunner first = runner(slow);
        OperationId id = submit(first, slow);
        begun.await();
        OperationRunner second = runner(healthy());

        for (int i = 0; i < 5; i++) {
            fleet.clock().advance(Duration.ofSeconds(10));
            first.heartbeat();
            second.sweep();
        }
        assertThat(second.isIdle()).isTrue();
        end.countDown();
        awaitIdle(first);

        assertThat(operation(id).state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(log).containsExactly("a parcel", "b parcel", "c parcel");
    }

    @Test
    void onlookersAreToldNowAndThenHowFarALongStepIs() {
        OperationKind<Parcel> slow =
                failingInB(context -> {
                    LongConsumer headway = context.headway(1000L << 20);
                    for (int i = 0; i < 5; i++) {
                        headway.accept(100L << 20);
                        fleet.clock().advance(Duration.ofMillis(600));
                    }
                    headway.accept(9000L << 20);
                });
        OperationRunner runner = runner(slow);
        OperationId id = submit(runner, slow);
        awaitIdle(runner);

        List<OperationEvent> events = operations().eventsAfter(id, 0);
        assertThat(events)
                .filteredOn(event -> "b".equals(event.step()))
                .extracting(OperationEvent::state, OperationEvent::detail)
                .containsExactly(
                        tuple("doing", null),
                        tuple("progress", "30 % (300 of about 1000 MiB)"),
                        tuple("progress", "50 % (500 of about 1000 MiB)"),
                        tuple("done", null));
        assertThat(events)
                .extracting(OperationEvent::sequence)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, events.size()).boxed().toList());
        assertThat(events.get(3).percent()).hasValue(30);
        assertThat(operation(id).state()).isEqualTo(OperationState.SUCCEEDED);
    }

    @Test
    void aSweepThatIsHeldUpKeepsNoLeaseFromBeingRenewed() throws Exception {
        OperationRunner commandLine = runner(new Trio("a", _ -> {}, _ -> {}));
        OperationId due = submit(commandLine, healthy());
        awaitIdle(commandLine);
        CountDownLatch end = new CountDownLatch(1);
        OperationKind<Parcel> slow =
                failingInB(_ -> Awaitility.await().until(() -> end.getCount() == 0));
        OperationRunner first = runner(slow, QUICK);
        OperationId held = submit(first, slow);

        try (Connection stopper = fleet.dataSource().getConnection();
                Statement statement = stopper.createStatement()) {
            stopper.setAutoCommit(false);
            statement.executeQuery(
                    "SELECT id FROM operations WHERE id = '%s' FOR UPDATE".formatted(due));
            first.start();
            Awaitility.await().until(() -> !fleet.onServer(WAITING_FOR_A_LOCK).isEmpty());
            String before = leaseUntil(held);
            fleet.clock().advance(Duration.ofSeconds(1));
            Awaitility.await().until(() -> !leaseUntil(held).equals(before));
            stopper.rollback();
        }
        end.countDown();
        Awaitility.await().until(() -> operation(due).state() == OperationState.SUCCEEDED);
    }

    private static String leaseUntil(OperationId id) {
        return fleet.inControlPlane(
                        "SELECT lease_until FROM operations WHERE id = '%s'".formatted(id))
                .getFirst();
    }

    @Test
    void aRunnerThatStopsHandsOverAtOnce() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        OperationKind<Parcel> slow =
                failingInB(_ -> {
                    begun.countDown();
                    Awaitility.await().until(() -> end.getCount() == 0);
                });
        OperationRunner first = runner(slow);
        OperationId id = submit(first, slow);
        begun.await();

        Thread stopping = Thread.startVirtualThread(first::close);
        end.countDown();
        stopping.join();
        assertThat(operation(id).state()).isEqualTo(OperationState.RUNNING);
        OperationRunner second = runner(healthy());
        second.sweep();
        awaitIdle(second);

        assertThat(operation(id).state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(log).containsExactly("a parcel", "b parcel", "c parcel");
    }

    @Test
    void aStartedRunnerFindsWorkByItself() {
        OperationRunner commandLine = runner(new Trio("a", _ -> {}, _ -> {}));
        OperationId id = submit(commandLine, healthy());
        awaitIdle(commandLine);

        runner(healthy()).start();

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> operation(id).state() == OperationState.SUCCEEDED);
    }

    @Test
    void whatHasNoRoomRunsWhenThereIsSome() {
        OperationRunner runner = runner(healthy());
        runner.start();

        List<OperationId> ids = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            ids.add(submit(runner, healthy()));
        }

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() ->
                        ids.stream()
                                .allMatch(id -> operation(id).state() == OperationState.SUCCEEDED));
        assertThat(log).hasSize(36);
    }

    @Test
    void listsNewestFirstFromACursor() {
        OperationRunner runner = runner(healthy());
        List<OperationId> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            fleet.clock().advance(Duration.ofSeconds(1));
            ids.add(submit(runner, healthy()));
        }
        awaitIdle(runner);

        List<Operation> newest = operations().list(OperationFilter.ALL, null, 2);
        List<Operation> next = operations().list(OperationFilter.ALL, newest.getLast().id(), 1);

        assertThat(newest).extracting(Operation::id).containsExactly(ids.get(2), ids.get(1));
        assertThat(next).extracting(Operation::id).containsExactly(ids.getFirst());
    }
}
