package io.tenantry.provisioning.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.localstack.LocalDatabaseServer;
import io.tenantry.provisioning.ContributedSteps;
import io.tenantry.provisioning.Provisioning;
import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.ProvisioningSettings;
import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.TestReplica;
import io.tenantry.provisioning.journal.DecoratedKind;
import io.tenantry.provisioning.journal.Mishap;
import io.tenantry.provisioning.journal.Operation;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.provisioning.journal.Step;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.server.DatabaseServer;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.TenantState;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many tenants, many replicas, servers that die: each test on a control plane of its own. */
class FleetCreationTest {
    private TestFleet fleet;

    @BeforeEach
    void open() {
        fleet = TestFleet.create();
    }

    @AfterEach
    void close() {
        fleet.close();
    }

    private static CreateTenant wish(String slug) {
        return new CreateTenant(slug, slug, null, null, null);
    }

    private static CreateTenant wishOn(String slug, String server) {
        return new CreateTenant(slug, slug, null, server, null);
    }

    private static CreateTenant wishWithAdmin(String slug) {
        ObjectNode admin = new ObjectMapper().createObjectNode().put("email", "first@acme.example");
        return new CreateTenant(slug, slug, null, null, admin);
    }

    private static void assertRefused(Reason reason, Runnable creating) {
        assertThatThrownBy(creating::run)
                .isInstanceOfSatisfying(
                        ProvisioningException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void ofTwoWhoWantOneSlugAtOnceOneGetsIt() throws Exception {
        try (TestReplica replica = TestReplica.on(fleet);
                ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Callable<Boolean> creating =
                    () -> {
                        try {
                            replica.tenants().create(wish("wanted"), TestFleet.OPERATOR);
                            return true;
                        } catch (ProvisioningException e) {
                            assertThat(e.reason()).isEqualTo(Reason.SLUG_TAKEN);
                            return false;
                        }
                    };

            List<Boolean> got = new ArrayList<>();
            for (Future<Boolean> answer : threads.invokeAll(List.of(creating, creating))) {
                got.add(answer.get());
            }

            assertThat(got).containsExactlyInAnyOrder(true, false);
            assertThat(fleet.inControlPlane("SELECT slug FROM tenants")).containsExactly("wanted");
            assertThat(fleet.inControlPlane("SELECT kind FROM operations")).hasSize(1);
            assertThat(
                            fleet.inControlPlane(
                                    "SELECT id FROM audit_log WHERE action = 'tenant.create'"))
                    .hasSize(1);
        }
    }

    @Test
    void twentyAtOnceOnTwoReplicasAllBecomeActive() throws Exception {
        try (TestReplica one = TestReplica.on(fleet);
                TestReplica two = TestReplica.on(fleet);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<RequestedTenant>> creating = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                TestReplica replica = i % 2 == 0 ? one : two;
                String slug = "many-" + i;
                creating.add(() -> replica.tenants().create(wish(slug), TestFleet.OPERATOR));
            }

            List<RequestedTenant> requested = new ArrayList<>();
            for (Future<RequestedTenant> answer : threads.invokeAll(creating)) {
                requested.add(answer.get());
            }
            for (RequestedTenant each : requested) {
                assertThat(one.await(each.operation()).state()).isEqualTo(OperationState.SUCCEEDED);
            }

            assertThat(one.tenants().list(TenantFilter.ALL, null, 100))
                    .hasSize(20)
                    .allMatch(tenant -> tenant.state() == TenantState.ACTIVE);
            assertThat(fleet.inControlPlane("SELECT database_name FROM tenant_databases"))
                    .hasSize(20)
                    .doesNotHaveDuplicates();
            assertThat(fleet.inControlPlane("SELECT engine FROM changelog_recordings")).hasSize(1);
        }
    }

    @Test
    void listsFromACursor() {
        try (TestReplica replica = TestReplica.on(fleet)) {
            for (int i = 0; i < 3; i++) {
                fleet.clock().advance(Duration.ofSeconds(1));
                replica.tenants().create(wish("listed-" + i), TestFleet.OPERATOR);
            }

            List<Tenant> first = replica.tenants().list(TenantFilter.ALL, null, 2);
            List<Tenant> rest = replica.tenants().list(TenantFilter.ALL, first.getLast().id(), 2);

            assertThat(first)
                    .extracting(t -> t.slug().value())
                    .containsExactly("listed-0", "listed-1");
            assertThat(rest).extracting(t -> t.slug().value()).containsExactly("listed-2");
            Awaitility.await().until(() -> replica.runner().isIdle());
        }
    }

    @Test
    void noSecretStandsInTheJournalOrTheAuditLog() {
        try (TestReplica replica =
                TestReplica.on(
                        fleet,
                        "failing",
                        kind ->
                                DecoratedKind.at(
                                        kind,
                                        OpenRoute.NAME,
                                        step ->
                                                Mishap.before(
                                                        step,
                                                        context -> {
                                                            secrets.add(password(context));
                                                            throw new IllegalStateException("no");
                                                        })))) {
            RequestedTenant requested =
                    replica.tenants().create(wish("secretive"), TestFleet.OPERATOR);
            replica.await(requested.operation());
        }
        secrets.add(fleet.server().adminPassword());
        assertThat(secrets).hasSize(2);

        String written =
                String.join(
                        "\n",
                        fleet.inControlPlane(
                                """
                                SELECT CONCAT_WS('|', input, error_detail) FROM operations
                                UNION ALL SELECT CONCAT_WS('|', error_detail) FROM operation_steps
                                UNION ALL SELECT CONCAT_WS('|', detail) FROM operation_events
                                UNION ALL SELECT CONCAT_WS('|', before_, after_) FROM audit_log
                                """));

        assertThat(written).contains("secretive").doesNotContain(secrets);
    }

    private final List<String> secrets = Collections.synchronizedList(new ArrayList<>());

    private String password(StepContext<CreateTenant> context) {
        return context.read(handle ->
                PlacementRows.password(
                        handle,
                        PlacementRows.of(handle, context.tenant()).orElseThrow().id(),
                        fleet.secrets()));
    }

    @Test
    void refusesAServerThatIsUnknownOrTakesNoTenants() {
        try (TestReplica replica = TestReplica.on(fleet)) {
            assertRefused(
                    Reason.SERVER_UNKNOWN,
                    () -> replica.tenants().create(wishOn("lost", "db9"), TestFleet.OPERATOR));
            fleet.controlPlane()
                    .useTransaction(handle ->
                            handle.execute("UPDATE database_servers SET state = 'draining'"));
            assertRefused(
                    Reason.NO_SERVER_AVAILABLE,
                    () -> replica.tenants().create(wishOn("full", "db1"), TestFleet.OPERATOR));
            assertRefused(
                    Reason.NO_SERVER_AVAILABLE,
                    () -> replica.tenants().create(wish("none"), TestFleet.OPERATOR));
            assertThat(fleet.inControlPlane("SELECT slug FROM tenants")).isEmpty();
        }
    }

    @Test
    void aContributedStepRunsBeforeTheRouteOpens() {
        List<TenantState> seen = Collections.synchronizedList(new ArrayList<>());
        Step<CreateTenant> first = firstAdministrator(seen);
        try (TestReplica replica = TestReplica.withSteps(fleet, List.of(first))) {
            RequestedTenant requested =
                    replica.tenants().create(wishWithAdmin("led"), TestFleet.OPERATOR);

            Operation operation = replica.await(requested.operation());

            assertThat(operation.state()).isEqualTo(OperationState.SUCCEEDED);
            assertThat(seen).containsExactly(TenantState.PROVISIONING);
            assertThat(operation.steps())
                    .extracting(step -> step.name())
                    .endsWith(TenantCreation.FIRST_ADMINISTRATOR, OpenRoute.NAME);
        }
    }

    @Test
    void theCommandLineLeavesTheAdministratorToAServer() {
        List<TenantState> seen = Collections.synchronizedList(new ArrayList<>());
        try (TestReplica commandLine = TestReplica.on(fleet);
                TestReplica server =
                        TestReplica.withSteps(fleet, List.of(firstAdministrator(seen)))) {
            RequestedTenant requested =
                    commandLine.tenants().create(wishWithAdmin("handed-over"), TestFleet.OPERATOR);
            Awaitility.await().until(() -> commandLine.runner().isIdle());
            assertThat(commandLine.operation(requested.operation()).state())
                    .isEqualTo(OperationState.RUNNING);

            assertThat(server.await(requested.operation()).state())
                    .isEqualTo(OperationState.SUCCEEDED);
            assertThat(seen).hasSize(1);
        }
    }

    private static Step<CreateTenant> firstAdministrator(List<TenantState> seen) {
        return new Step<>() {
            @Override
            public String name() {
                return TenantCreation.FIRST_ADMINISTRATOR;
            }

            @Override
            public void execute(StepContext<CreateTenant> context) {
                seen.add(
                        context.read(handle ->
                                TenantRows.byId(handle, context.tenant()).orElseThrow().state()));
            }

            @Override
            public void undo(StepContext<CreateTenant> context) {}
        };
    }

    @Test
    void goesOnWhenAServerComesBack() {
        try (LocalDatabaseServer second = fleet.stack().startDatabaseServer("second")) {
            registerSecond(second);
            try (TestReplica replica = killingAt(second, CreateAccount.NAME)) {
                RequestedTenant requested =
                        replica.tenants().create(wishOn("patient", "db2"), TestFleet.OPERATOR);
                Awaitility.await().until(() -> replica.runner().isIdle());
                Operation waiting = replica.operation(requested.operation());
                assertThat(waiting.state()).isEqualTo(OperationState.RUNNING);
                assertThat(waiting.undoing()).isFalse();

                second.start();

                assertThat(replica.await(requested.operation()).state())
                        .isEqualTo(OperationState.SUCCEEDED);
                assertThat(replica.tenants().find(requested.tenant().id()).orElseThrow().server())
                        .isEqualTo("db2");
            }
        }
    }

    @Test
    void aServerThatStaysDeadFailsItsTenantAndNoOther() {
        try (LocalDatabaseServer second = fleet.stack().startDatabaseServer("second")) {
            registerSecond(second);
            try (TestReplica replica = killingAt(second, CreateAccount.NAME)) {
                RequestedTenant requested =
                        replica.tenants().create(wishOn("doomed", "db2"), TestFleet.OPERATOR);
                Operation failed = awaitFailure(replica, requested);
                assertThat(failed.errorCode()).isEqualTo("server_unreachable");
                assertThat(failed.errorDetail()).contains("db2");
                RequestedTenant other =
                        replica.tenants().create(wishOn("lucky", "db1"), TestFleet.OPERATOR);
                assertThat(replica.await(other.operation()).state())
                        .isEqualTo(OperationState.SUCCEEDED);

                second.start();
                replica.operations().retry(requested.operation(), TestFleet.OPERATOR);

                assertThat(replica.await(requested.operation()).state())
                        .isEqualTo(OperationState.UNDONE);
                assertThat(
                                fleet.inControlPlane(
                                        "SELECT id FROM tenants WHERE slug_claim = 'doomed'"))
                        .isEmpty();
            }
        }
    }

    private void registerSecond(LocalDatabaseServer second) {
        fleet.servers()
                .register(TestFleet.registration("db2", second.describe()), TestFleet.OPERATOR);
    }

    private TestReplica killingAt(LocalDatabaseServer server, String step) {
        List<String> killed = Collections.synchronizedList(new ArrayList<>());
        return TestReplica.on(
                fleet,
                "killing",
                kind ->
                        DecoratedKind.at(
                                kind,
                                step,
                                each ->
                                        Mishap.before(
                                                each,
                                                _ -> {
                                                    if (killed.isEmpty()) {
                                                        killed.add(step);
                                                        server.kill();
                                                    }
                                                })));
    }

    private Operation awaitFailure(TestReplica replica, RequestedTenant requested) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    fleet.clock().advance(Duration.ofMinutes(3));
                    replica.runner().sweep();
                    return replica.operation(requested.operation()).state()
                            == OperationState.FAILED;
                });
        return replica.operation(requested.operation());
    }

    @Test
    void anAssembledReplicaWorksOnItsOwnClock() {
        List<TenantId> announced = Collections.synchronizedList(new ArrayList<>());
        ProvisioningSettings defaults = ProvisioningSettings.defaults("assembled");
        ProvisioningSettings settings =
                new ProvisioningSettings(
                        TestFleet.adminSettings(),
                        defaults.runner(),
                        defaults.life(),
                        defaults.rotation(),
                        defaults.warm(),
                        defaults.changelogRoot());
        try (Provisioning provisioning =
                Provisioning.assemble(
                        fleet.dataSource(),
                        fleet.secrets(),
                        Clock.systemUTC(),
                        announced::add,
                        ContributedSteps.NONE,
                        settings)) {
            provisioning.runner().start();
            DatabaseServer server = provisioning.servers().list().getFirst();
            provisioning.recordChangelog(server);

            RequestedTenant requested =
                    provisioning.tenants().create(wish("assembled"), TestFleet.OPERATOR);

            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> announced.equals(List.of(requested.tenant().id())));
            assertThat(provisioning.operations().find(requested.operation()).orElseThrow().state())
                    .isEqualTo(OperationState.SUCCEEDED);
            assertThat(Set.of(TenantState.ACTIVE))
                    .contains(
                            provisioning
                                    .tenants()
                                    .find(requested.tenant().slug())
                                    .orElseThrow()
                                    .state());
        }
    }
}
