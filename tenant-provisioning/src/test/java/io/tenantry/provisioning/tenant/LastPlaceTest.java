package io.tenantry.provisioning.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many want a place, and there are few. */
class LastPlaceTest {
    private static final String FULL = "db1 is full (5 of 5 tenants)";

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
        int placed = 0;
        try (TestReplica one = TestReplica.on(fleet);
                TestReplica two = TestReplica.on(fleet);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<RequestedTenant>> creating = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                TestReplica replica = i % 2 == 0 ? one : two;
                CreateTenant wish = new CreateTenant("rush-" + i, "Rush", null, null, null);
                creating.add(() -> request(replica, wish));
            }
            for (Future<RequestedTenant> requested : threads.invokeAll(creating)) {
                if (isPlaced(requested, one)) {
                    placed++;
                }
            }
        }

        assertThat(placed).isEqualTo(5);
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

    /**
     * Whoever finds no place is refused, at the door or, if the last one went in between, by the
     * operation; either says the same.
     */
    private static boolean isPlaced(Future<RequestedTenant> requested, TestReplica replica)
            throws InterruptedException {
        try {
            Operation ended = replica.await(requested.get().operation());
            if (ended.state() == OperationState.SUCCEEDED) {
                return true;
            }
            assertThat(ended.state()).isEqualTo(OperationState.UNDONE);
            assertThat(ended.errorCode()).isEqualTo(Reason.NO_SERVER_AVAILABLE.code());
            assertThat(ended.errorDetail()).contains(FULL);
        } catch (ExecutionException refused) {
            assertThat(refused)
                    .cause()
                    .isInstanceOfSatisfying(
                            ProvisioningException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.NO_SERVER_AVAILABLE))
                    .hasMessageContaining(FULL);
        }
        return false;
    }

    private static RequestedTenant request(TestReplica replica, CreateTenant wish) {
        return replica.tenants().create(wish, TestFleet.OPERATOR);
    }
}
