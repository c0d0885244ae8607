package io.tenantry.provisioning.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.TestReplica;
import io.tenantry.provisioning.journal.Operation;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.provisioning.server.Capacity;
import io.tenantry.provisioning.server.IntakeChange;
import io.tenantry.provisioning.server.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many want a place, and there are few. */
class LastPlaceTest {
    private TestFleet fleet;

    @BeforeEach
    void open() {
        fleet = TestFleet.create();
    }

    @AfterEach
    void close() {
        fleet.close();
    }

    @Test
    void twentyAtOnceDoNotOverfillAServerOfFive() throws Exception {
        fleet.servers()
                .change(
                        TestFleet.SERVER,
                        new IntakeChange(new Capacity(5, null, null), null, null),
                        TestFleet.OPERATOR);
        List<OperationState> ends = new ArrayList<>();
        try (TestReplica one = TestReplica.on(fleet);
                TestReplica two = TestReplica.on(fleet);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<RequestedTenant>> creating = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                TestReplica replica = i % 2 == 0 ? one : two;
                CreateTenant wish = new CreateTenant("rush-" + i, "Rush", null, null, null);
                // Twenty wishes before the first place is taken: journaled, not refused at the
                // door.
                creating.add(() -> request(replica, wish));
            }
            for (Future<RequestedTenant> requested : threads.invokeAll(creating)) {
                Operation ended = one.await(requested.get().operation());
                ends.add(ended.state());
                if (ended.state() == OperationState.UNDONE) {
                    assertThat(ended.errorCode()).isEqualTo("no_server_available");
                    assertThat(ended.errorDetail()).contains("db1 is full (5 of 5 tenants)");
                }
            }
        }

        assertThat(ends).filteredOn(OperationState.SUCCEEDED::equals).hasSize(5);
        assertThat(ends).filteredOn(OperationState.UNDONE::equals).hasSize(15);
        assertThat(fleet.inControlPlane("SELECT id FROM tenant_databases")).hasSize(5);
    }

    @Test
    void twoServersOfFewPlacesFillUpTogether() throws Exception {
        fleet.servers().register(TestFleet.registration("db2", fleet.server()), TestFleet.OPERATOR);
        for (String server : List.of("db1", "db2")) {
            fleet.servers()
                    .change(
                            server,
                            new IntakeChange(new Capacity(3, null, null), null, null),
                            TestFleet.OPERATOR);
        }
        try (TestReplica replica = TestReplica.on(fleet)) {
            List<RequestedTenant> requested = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                requested.add(
                        request(replica, new CreateTenant("fill-" + i, "F", null, null, null)));
            }
            for (RequestedTenant each : requested) {
                assertThat(replica.await(each.operation()).state())
                        .isEqualTo(OperationState.SUCCEEDED);
            }
        }

        assertThat(
                        fleet.inControlPlane(
                                """
                                SELECT CONCAT(s.name, ' ', COUNT(*))
                                FROM tenant_databases d
                                JOIN database_servers s ON s.id = d.server_id
                                GROUP BY s.name
                                ORDER BY s.name
                                """))
                .containsExactly("db1 3", "db2 3");
    }

    @Test
    void aTenantLiesOnAServerWithItsLabels() {
        fleet.servers()
                .register(
                        TestFleet.registration("db2", fleet.server()),
                        new IntakeChange(null, null, new Labels(Map.of("region", "eu"))),
                        TestFleet.OPERATOR);
        try (TestReplica replica = TestReplica.on(fleet)) {
            RequestedTenant requested =
                    request(
                            replica,
                            new CreateTenant(
                                    "europe", "Europe", null, null, Map.of("region", "eu"), null));

            replica.await(requested.operation());

            assertThat(replica.tenants().find(requested.tenant().id()).orElseThrow().server())
                    .isEqualTo("db2");
        }
    }

    private static RequestedTenant request(TestReplica replica, CreateTenant wish) {
        return replica.tenants().create(wish, TestFleet.OPERATOR);
    }
}
