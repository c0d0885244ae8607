package io.tenantry.provisioning.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.TestReplica;
import io.tenantry.provisioning.journal.Crash;
import io.tenantry.provisioning.journal.DecoratedKind;
import io.tenantry.provisioning.journal.Mishap;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.provisioning.journal.UnderFailure;
import io.tenantry.provisioning.tenant.RequestedTenant;
import io.tenantry.routing.TenantId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tenant's past beside its present, to be looked at for a while. */
@UnderFailure(
        kind = PeekKind.OPEN,
        inputs = "{\"peek\":\"p\",\"backup\":\"b\",\"openMillis\":1}",
        steps = {PlacePeek.NAME, CreatePeek.NAME, FillPeek.NAME, AdmitToPeek.NAME})
class PeeksTest {
    private static RestoredTenants tenants;
    private static TestFleet fleet;
    private static TestReplica replica;
    private static TenantId tenant;
    private static String backup;

    @BeforeAll
    static void open() {
        tenants = RestoredTenants.open();
        fleet = tenants.fleet();
        replica = tenants.replica();
        tenant = tenants.tenant();
        backup = tenants.backup(tenant);
        tenants.write(tenant, "Later");
    }

    @AfterAll
    static void close() {
        tenants.close();
    }

    private static RequestedPeek ask(TestReplica asked) {
        return fleet.controlPlane()
                .inTransaction(handle ->
                        asked.peeks()
                                .open(
                                        handle,
                                        tenant,
                                        new PeekWish(backup, null, Duration.ofHours(1)),
                                        TestFleet.OPERATOR));
    }

    private static void end(Peek peek) {
        RequestedPeek ended =
                fleet.controlPlane()
                        .inTransaction(handle ->
                                replica.peeks().end(handle, tenant, peek.id(), TestFleet.OPERATOR));
        assertThat(replica.await(ended.operation()).state()).isEqualTo(OperationState.SUCCEEDED);
    }

    private static Connection connect(PeekAccess access) throws SQLException {
        Connection connection = fleet.connect(access.account(), access.password());
        connection.setCatalog(access.database());
        return connection;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void aPeekShowsThePastToWhoeverGetsItsPasswordAndTakesNoWrite() throws SQLException {
        Set<String> before = fleet.madeOnServer();
        Peek peek = tenants.peek(tenant, backup);
        assertThat(peek.state()).isEqualTo(PeekState.OPEN);

        PeekAccess access = replica.peeks().handOut(tenant, peek.id(), TestFleet.OPERATOR);

        try (Connection connection = connect(access)) {
            assertThat(TestFleet.texts(connection, "SELECT title FROM designs"))
                    .containsExactly("Coat");
            for (String write :
                    new String[] {
                        "DELETE FROM designs",
                        "UPDATE designs SET title = 'x'",
                        "INSERT INTO designs SELECT * FROM designs",
                        "DROP TABLE designs",
                        "CREATE TABLE t (id INT)"
                    }) {
                assertThatThrownBy(() -> execute(connection, write))
                        .as(write)
                        .hasMessageContaining("denied");
            }
            assertThatThrownBy(() ->
                            TestFleet.texts(
                                    connection,
                                    "SELECT title FROM %s.designs"
                                            .formatted(tenants.serving(tenant).name())))
                    .hasMessageContaining("denied");

            end(peek);
            assertThatThrownBy(() -> TestFleet.texts(connection, "SELECT 1"))
                    .isInstanceOf(SQLException.class);
        }
        assertThatThrownBy(() -> connect(access)).isInstanceOf(SQLException.class);
        assertThat(fleet.madeOnServer()).isEqualTo(before);
        assertThat(replica.peeks().find(tenant, peek.id())).isEmpty();
    }

    @Test
    void thePasswordIsShownOnceAndStandsNowhereElse() {
        Peek peek = tenants.peek(tenant, backup);
        String password = replica.peeks().handOut(tenant, peek.id(), TestFleet.OPERATOR).password();

        RestoredTenants.assertReason(
                () -> replica.peeks().handOut(tenant, peek.id(), TestFleet.OPERATOR),
                Reason.PEEK_HANDED_OUT);
        for (String text :
                new String[] {
                    "SELECT input FROM operations",
                    "SELECT COALESCE(detail, '') FROM operation_events",
                    "SELECT COALESCE(after_, '') FROM audit_log"
                }) {
            assertThat(fleet.inControlPlane(text)).noneMatch(row -> row.contains(password));
        }
        end(peek);
    }

    @Test
    void aPeekEndsByItself() {
        Set<String> before = fleet.madeOnServer();
        Peek peek = tenants.peek(tenant, backup);
        replica.peeks().endDue(10, TestFleet.OPERATOR);
        assertThat(replica.peeks().find(tenant, peek.id()).orElseThrow().state())
                .isEqualTo(PeekState.OPEN);

        fleet.clock().advance(Duration.ofHours(1));
        replica.peeks().endDue(10, TestFleet.OPERATOR);

        replica.await(() -> replica.peeks().find(tenant, peek.id()).isEmpty());
        assertThat(fleet.madeOnServer()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {PlacePeek.NAME, CreatePeek.NAME, FillPeek.NAME, AdmitToPeek.NAME})
    void aFailureLeavesNothingOfAPeek(String step) {
        Set<String> before = fleet.madeOnServer();
        AtomicBoolean armed = new AtomicBoolean(true);
        try (TestReplica failing =
                around(
                        "failing",
                        step,
                        context -> {
                            if (armed.getAndSet(false)) {
                                throw new SQLException("injected failure", "HY000", 1);
                            }
                        })) {
            RequestedPeek asked = ask(failing);

            assertThat(failing.await(asked.operation()).state()).isEqualTo(OperationState.UNDONE);
            assertThat(fleet.madeOnServer()).isEqualTo(before);
            Peek failed = replica.peeks().find(tenant, asked.peek().id()).orElseThrow();
            assertThat(failed.state()).isEqualTo(PeekState.FAILED);
            end(failed);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {PlacePeek.NAME, CreatePeek.NAME, FillPeek.NAME, AdmitToPeek.NAME})
    void anotherReplicaFinishesThePeekThatACrashLeft(String step) {
        try (TestReplica crashing =
                around(
                        "crashing",
                        step,
                        context -> {
                            throw new Crash();
                        })) {
            RequestedPeek asked = ask(crashing);
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> crashing.runner().isIdle());

            fleet.clock().advance(Duration.ofSeconds(16));

            assertThat(replica.await(asked.operation()).state())
                    .isEqualTo(OperationState.SUCCEEDED);
            end(replica.peeks().find(tenant, asked.peek().id()).orElseThrow());
        }
    }

    @Test
    void stepsRunTwiceGiveTheSamePeek() {
        Set<String> before = fleet.madeOnServer();
        try (TestReplica twice =
                TestReplica.aroundPeeks(
                        fleet,
                        "twice",
                        kinds ->
                                new PeekKinds(
                                        new DecoratedKind<>(kinds.open(), Mishap::twice),
                                        new DecoratedKind<>(kinds.end(), Mishap::twice),
                                        kinds.rows()))) {
            RequestedPeek asked = ask(twice);
            assertThat(twice.await(asked.operation()).state()).isEqualTo(OperationState.SUCCEEDED);
            RequestedPeek ended =
                    fleet.controlPlane()
                            .inTransaction(handle ->
                                    twice.peeks()
                                            .end(
                                                    handle,
                                                    tenant,
                                                    asked.peek().id(),
                                                    TestFleet.OPERATOR));

            assertThat(twice.await(ended.operation()).state()).isEqualTo(OperationState.SUCCEEDED);
            assertThat(fleet.madeOnServer()).isEqualTo(before);
        }
    }

    private static TestReplica around(String name, String step, Mishap<OpenPeek> mishap) {
        return TestReplica.aroundPeeks(
                fleet,
                name,
                kinds ->
                        new PeekKinds(
                                DecoratedKind.at(
                                        kinds.open(), step, each -> Mishap.after(each, mishap)),
                                kinds.end(),
                                kinds.rows()));
    }

    @Test
    void aPurgeTakesThePeeksOfItsTenant() {
        TenantId doomed = tenants.tenant();
        tenants.peek(doomed, tenants.backup(doomed));
        Set<String> all = fleet.madeOnServer();
        RequestedTenant deleted =
                fleet.controlPlane()
                        .inTransaction(handle ->
                                replica.lifecycle()
                                        .delete(handle, doomed, null, TestFleet.OPERATOR));
        replica.await(deleted.operation());

        RequestedTenant purged =
                fleet.controlPlane()
                        .inTransaction(handle ->
                                replica.lifecycle()
                                        .purge(
                                                handle,
                                                doomed,
                                                deleted.tenant().slug().value(),
                                                TestFleet.OPERATOR));

        assertThat(replica.await(purged.operation()).state()).isEqualTo(OperationState.SUCCEEDED);
        // Two databases, two accounts, two grants.
        assertThat(fleet.madeOnServer()).hasSize(all.size() - 6);
        assertThat(replica.peeks().list(doomed, null, 10)).isEmpty();
    }
}
