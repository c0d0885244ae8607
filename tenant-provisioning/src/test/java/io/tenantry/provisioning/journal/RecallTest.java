package io.tenantry.provisioning.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.audit.AuditLog;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Operations that an operator wants back: run by the command line, by a server, or by nobody. */
class RecallTest {
    private static final String WHY = "stopped at the prompt";
    private static final RunnerSettings SETTINGS =
            new RunnerSettings(
                    "replica",
                    2,
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(2),
                    new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofSeconds(10)),
                    new RetryPolicy(1, Duration.ofSeconds(1), Duration.ofSeconds(10)));

    private static TestFleet fleet;

    private final List<String> log = new CopyOnWriteArrayList<>();
    private final List<OperationRunner> runners = new ArrayList<>();
    private final AtomicReference<Mishap<Parcel>> mishap = new AtomicReference<>(_ -> {});
    private final AtomicReference<Mishap<Parcel>> inUndo = new AtomicReference<>(_ -> {});
    private final OperationRunner commandLine = runner();
    private final OperationRunner server = runner();

    @BeforeAll
    static void open() {
        fleet = TestFleet.empty();
        fleet.controlPlane().migrate();
        fleet.controlPlane()
                .useTransaction(handle -> handle.execute("CREATE TABLE parcels (step CHAR(1))"));
    }

    @AfterAll
    static void closeFleet() {
        fleet.close();
    }

    @AfterEach
    void stop() {
        runners.forEach(OperationRunner::close);
        fleet.controlPlane()
                .useTransaction(handle -> {
                    handle.execute("UPDATE operations SET state = 'failed'");
                    handle.execute("DELETE FROM parcels");
                });
    }

    /** What the operations of these tests are given: the step in which something happens. */
    record Parcel(String eventful) {}

    /** Steps a, b and c, which write what they do into the log, and a row with their record. */
    private record Trio(RecallTest test, String name, boolean isReversible)
            implements OperationKind<Parcel> {
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
            return Optional.of(new Logged(test, name));
        }
    }

    private record Logged(RecallTest test, String name) implements Step<Parcel> {
        @Override
        public void execute(StepContext<Parcel> context) throws SQLException {
            test.log.add(name);
            if (name.equals(context.input().eventful())) {
                test.mishap.get().happen(context);
            }
            context.alongside(handle -> handle.execute("INSERT INTO parcels VALUES (?)", name));
        }

        @Override
        public void undo(StepContext<Parcel> context) throws SQLException {
            test.log.add("undo " + name);
            test.inUndo.get().happen(context);
        }
    }

    private OperationKind<Parcel> thereAndBack() {
        return new Trio(this, "test.there-and-back", true);
    }

    private OperationKind<Parcel> oneWay() {
        return new Trio(this, "test.one-way", false);
    }

    private OperationRunner runner() {
        OperationRunner runner =
                new OperationRunner(
                        fleet.controlPlane(),
                        fleet.connections(),
                        List.of(thereAndBack(), oneWay()),
                        SETTINGS);
        runners.add(runner);
        return runner;
    }

    private OperationId submit(OperationRunner runner, String eventful) {
        return submit(runner, thereAndBack(), eventful);
    }

    private static OperationId submit(
            OperationRunner runner, OperationKind<Parcel> kind, String eventful) {
        return fleet.controlPlane()
                .inTransaction(handle ->
                        runner.submit(
                                handle, kind, null, new Parcel(eventful), TestFleet.OPERATOR));
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

    private static void sweep(OperationRunner runner) {
        runner.sweep();
        awaitIdle(runner);
    }

    private void assertUndone(OperationId id) {
        Operation operation = operation(id);
        assertThat(operation.state()).isEqualTo(OperationState.UNDONE);
        assertThat(operation.errorDetail()).isEqualTo(WHY);
    }

    /** Why an operation is let go of before its end. */
    enum Wait {
        FOR_SOMETHING {
            @Override
            void happen(StepContext<Parcel> context) {
                throw new NotYetException("the others", Duration.ofHours(1));
            }
        },
        FOR_ANOTHER_ATTEMPT {
            @Override
            void happen(StepContext<Parcel> context) throws SQLException {
                throw new SQLTransientException("try again");
            }
        };

        abstract void happen(StepContext<Parcel> context) throws SQLException;
    }

    @ParameterizedTest
    @EnumSource
    void whatWaitsGoesBackWhoeverTakesItOn(Wait wait) {
        mishap.set(wait::happen);
        OperationId id = submit(commandLine, "b");
        awaitIdle(commandLine);
        mishap.set(_ -> {});

        assertThat(commandLine.recall(id, WHY)).isEqualTo(Recall.BACK);
        sweep(server);

        assertUndone(id);
        assertThat(log).containsExactly("a", "b", "undo b", "undo a");
        assertThat(commandLine.takeOn(id)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void whatWaitsGoesBackAtOnceWhereItIsRecalled(Wait wait) {
        mishap.set(wait::happen);
        OperationId id = submit(commandLine, "b");
        awaitIdle(commandLine);

        assertThat(commandLine.recall(id, WHY)).isEqualTo(Recall.BACK);
        commandLine.takeOn(id);
        awaitIdle(commandLine);

        assertUndone(id);
        assertThat(log).containsExactly("a", "b", "undo b", "undo a");
    }

    /** Its last step included, whose record would end it. */
    @ParameterizedTest
    @ValueSource(strings = {"b", "c"})
    void whatAServerIsAtWorkOnGoesBackAtItsNextStep(String eventful) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        mishap.set(_ -> {
            begun.countDown();
            Awaitility.await().until(() -> end.getCount() == 0);
        });
        OperationId id = submit(server, eventful);
        begun.await();

        assertThat(commandLine.recall(id, WHY)).isEqualTo(Recall.BACK_ELSEWHERE);
        assertThat(commandLine.takeOn(id)).isFalse();
        end.countDown();
        awaitIdle(server);

        assertUndone(id);
        assertThat(log).last().isEqualTo("undo a");
        assertThat(log).contains("undo " + eventful);
        assertThat(fleet.inControlPlane("SELECT step FROM parcels"))
                .contains("a")
                .doesNotContain(eventful);
    }

    @ParameterizedTest
    @EnumSource
    void whatAServerIsAtWorkOnWaitsNoMore(Wait wait) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        mishap.set(context -> {
            begun.countDown();
            Awaitility.await().until(() -> end.getCount() == 0);
            wait.happen(context);
        });
        OperationId id = submit(server, "b");
        begun.await();

        assertThat(commandLine.recall(id, WHY)).isEqualTo(Recall.BACK_ELSEWHERE);
        end.countDown();
        awaitIdle(server);

        assertUndone(id);
    }

    @Test
    void aHeartbeatBreaksOffWhatAServerIsAtWorkOn() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        mishap.set(_ -> {
            begun.countDown();
            try {
                never.await();
            } catch (InterruptedException e) {
                throw new SQLException("broken off", e);
            }
        });
        OperationId id = submit(server, "b");
        begun.await();
        CountDownLatch goesBack = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        inUndo.set(_ -> {
            goesBack.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new SQLException("the way back is broken off, too", e);
            }
        });

        assertThat(commandLine.recall(id, WHY)).isEqualTo(Recall.BACK_ELSEWHERE);
        server.heartbeat();
        goesBack.await();
        server.heartbeat();
        goOn.countDown();
        awaitIdle(server);

        assertUndone(id);
        assertThat(log).containsExactly("a", "b", "undo b", "undo a");
    }

    @Test
    void whatWasNeverBegunLeavesNothingToUndo() {
        server.close();
        OperationId id = submit(server, "b");

        assertThat(commandLine.recall(id, WHY)).isEqualTo(Recall.BACK);
        sweep(commandLine);

        assertUndone(id);
        assertThat(log).isEmpty();
    }

    @Test
    void twoWhoWantItBackGetItBackOnce() {
        mishap.set(Wait.FOR_SOMETHING::happen);
        OperationId id = submit(commandLine, "b");
        awaitIdle(commandLine);

        assertThat(commandLine.recall(id, WHY)).isEqualTo(Recall.BACK);
        assertThat(runner().recall(id, "stopped elsewhere")).isEqualTo(Recall.BACK);
        sweep(server);

        assertUndone(id);
        assertThat(commandLine.recall(id, WHY)).isEqualTo(Recall.TOO_LATE);
        sweep(server);
        assertThat(log).containsExactly("a", "b", "undo b", "undo a");
    }

    @Test
    void whatHadSucceededStays() {
        OperationId id = submit(server, "b");
        awaitIdle(server);

        assertThat(commandLine.recall(id, WHY)).isEqualTo(Recall.TOO_LATE);
        sweep(server);

        assertThat(operation(id).state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(log).containsExactly("a", "b", "c");
    }

    @Test
    void whatCannotBeUndoneAtOnceGoesOnBackWhenItIsRetried() {
        mishap.set(Wait.FOR_SOMETHING::happen);
        OperationId id = submit(commandLine, "b");
        awaitIdle(commandLine);
        inUndo.set(_ -> {
            throw new SQLException("still there");
        });
        commandLine.recall(id, WHY);
        sweep(server);
        assertThat(operation(id).state()).isEqualTo(OperationState.FAILED);

        inUndo.set(_ -> {});
        operations().retry(id, TestFleet.OPERATOR);
        sweep(server);

        assertUndone(id);
    }

    @Test
    void anOldRecallIsNotInTheWayOfTheNextOperation() {
        mishap.set(Wait.FOR_SOMETHING::happen);
        OperationId first = submit(commandLine, "b");
        awaitIdle(commandLine);
        commandLine.recall(first, WHY);
        sweep(server);
        mishap.set(_ -> {});

        OperationId again = submit(commandLine, "b");
        awaitIdle(commandLine);

        assertThat(operation(again).state()).isEqualTo(OperationState.SUCCEEDED);
    }

    @Test
    void whatCannotGoBackIsLetGoOf() {
        mishap.set(Wait.FOR_SOMETHING::happen);
        OperationId id = submit(commandLine, oneWay(), "b");
        awaitIdle(commandLine);
        mishap.set(_ -> {});

        assertThat(commandLine.recall(id, WHY)).isEqualTo(Recall.LET_GO);
        sweep(server);

        assertThat(operation(id).state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(log).containsExactly("a", "b", "b", "c");
    }
}
