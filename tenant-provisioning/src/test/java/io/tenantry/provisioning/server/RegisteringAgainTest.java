package io.tenantry.provisioning.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mysql.cj.jdbc.MysqlDataSource;
import io.tenantry.localstack.LocalDatabaseServer;
import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.TestReplica;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.provisioning.tenant.CreateTenant;
import io.tenantry.provisioning.tenant.RequestedTenant;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.directory.JdbcRouteSource;
import io.tenantry.routing.directory.TenantRoute;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that is registered under a name that the control plane knows. */
class RegisteringAgainTest {
    /** The first server's other name, so that it can move without moving. */
    private static final String ELSEWHERE = "localhost";

    private TestFleet fleet;

    @BeforeEach
    void open() {
        fleet = TestFleet.create();
        fleet.clock().advance(Duration.ofMinutes(1));
    }

    @AfterEach
    void close() {
        fleet.close();
    }

    @Test
    void asItWasWritesNothingAndAuditsNothing() {
        DatabaseServer before = known();
        List<String> row = row();
        List<String> audited = audited();

        DatabaseServer after = register(asItIs());

        assertThat(after).isEqualTo(before);
        assertThat(row()).isEqualTo(row);
        assertThat(audited()).isEqualTo(audited).hasSize(1);
    }

    @Test
    void atAnotherAddressMovesItAndItsRoutes() throws SQLException {
        TenantId tenant = openTenant();
        Instant beforeTheMove = fleet.controlPlane().now();
        fleet.clock().advance(Duration.ofSeconds(1));
        String router = known().routerUser();

        DatabaseServer moved = register(at(ELSEWHERE, fleet.server().port()));

        assertThat(moved.host()).isEqualTo(ELSEWHERE);
        assertThat(moved.state()).isEqualTo(ServerState.ACTIVE);
        assertThat(moved.routerUser()).isEqualTo(router);
        List<TenantRoute> changed =
                new JdbcRouteSource(fleet.dataSource()).changedSince(beforeTheMove).routes();
        assertThat(changed).extracting(TenantRoute::tenant).containsExactly(tenant);
        assertThat(changed)
                .extracting(route -> Objects.requireNonNull(route.placement()).server().host())
                .containsExactly(ELSEWHERE);
        try (AdminConnection admin = fleet.connections().open(moved.id())) {
            assertThat(admin.serverId()).isEqualTo(moved.id());
        }
    }

    @Test
    void aLockedRouterAccountIsMendedByIt() throws SQLException {
        RouterAccount router =
                fleet.controlPlane()
                        .read(handle -> ServerRows.router(handle, known().id(), fleet.secrets()));
        fleet.executeOnServer("ALTER USER %s ACCOUNT LOCK".formatted(router.account().quoted()));

        register(at(fleet.server().host(), fleet.server().port()));

        try (Connection routed = fleet.connect(router.account().value(), router.password())) {
            assertThat(routed.isValid(1)).isTrue();
        }
    }

    @Test
    void aMoveIsAuditedWithBeforeAndAfter() {
        String port = String.valueOf(fleet.server().port());

        register(at(ELSEWHERE, fleet.server().port()));
        register(at(ELSEWHERE, fleet.server().port()));

        assertThat(audited())
                .hasSize(2)
                .last()
                .asString()
                .startsWith("server.change|db1|")
                .contains("\"host\":\"" + fleet.server().host() + "\"")
                .contains("\"host\":\"localhost\"")
                .contains("\"port\":" + port)
                .doesNotContain("adminPassword");
    }

    @Test
    void withAnotherAdminUsesItFromThenOnAndAuditsNoPassword() throws SQLException {
        String user = "admin_" + known().id().substring(16);
        try {
            fleet.executeOnServer("CREATE USER %s IDENTIFIED BY 'first-word'".formatted(user));
            fleet.executeOnServer("GRANT ALL ON *.* TO %s WITH GRANT OPTION".formatted(user));
            register(by(user, "first-word"));
            fleet.executeOnServer("ALTER USER %s IDENTIFIED BY 'second-word'".formatted(user));

            register(by(user, "second-word"));

            try (AdminConnection admin = fleet.connections().open(known().id())) {
                assertThat(currentUser(admin)).startsWith(user + "@");
            }
            assertThat(audited())
                    .hasSize(3)
                    .allMatch(entry -> !entry.contains("-word"))
                    .last()
                    .asString()
                    .contains("\"adminPassword\":\"changed\"");
        } finally {
            fleet.executeOnServer("DROP USER " + user);
        }
    }

    @Test
    void whileDrainedLeavesItDrained() {
        fleet.controlPlane()
                .useTransaction(h -> h.execute("UPDATE database_servers SET state = 'draining'"));

        assertThat(register(at(ELSEWHERE, fleet.server().port())).state())
                .isEqualTo(ServerState.DRAINING);
    }

    @Test
    void anotherServerIsRefusedAndNothingIsMadeOnIt() throws SQLException {
        openTenant();
        List<String> row = row();
        try (LocalDatabaseServer other = fleet.stack().startDatabaseServer("other")) {
            assertThatThrownBy(() ->
                            register(TestFleet.registration(TestFleet.SERVER, other.describe())))
                    .isInstanceOfSatisfying(
                            ProvisioningException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.SERVER_TAKEN))
                    .hasMessageContaining("has none of its databases");

            assertThat(row()).isEqualTo(row);
            assertThat(usersOn(other)).doesNotContain(known().routerUser());
        }
    }

    @Test
    void aServerWithoutTenantsMayBeReplaced() throws SQLException {
        try (LocalDatabaseServer other = fleet.stack().startDatabaseServer("other")) {
            DatabaseServer replaced =
                    register(TestFleet.registration(TestFleet.SERVER, other.describe()));

            assertThat(replaced.port()).isEqualTo(other.describe().port());
            assertThat(usersOn(other)).contains(replaced.routerUser());
        }
    }

    private TenantId openTenant() {
        try (TestReplica replica = TestReplica.on(fleet)) {
            RequestedTenant requested =
                    replica.tenants()
                            .create(
                                    new CreateTenant("acme", "Acme", null, null, null),
                                    TestFleet.OPERATOR);
            assertThat(replica.await(requested.operation()).state())
                    .isEqualTo(OperationState.SUCCEEDED);
            return requested.tenant().id();
        }
    }

    private DatabaseServer known() {
        return fleet.servers().find(TestFleet.SERVER).orElseThrow();
    }

    private DatabaseServer register(ServerRegistration registration) {
        return fleet.servers().register(registration, TestFleet.OPERATOR);
    }

    private ServerRegistration asItIs() {
        return TestFleet.registration(TestFleet.SERVER, fleet.server());
    }

    private ServerRegistration at(String host, int port) {
        ServerRegistration now = asItIs();
        return new ServerRegistration(now.name(), host, port, now.adminUser(), now.adminPassword());
    }

    private ServerRegistration by(String user, String password) {
        ServerRegistration now = asItIs();
        return new ServerRegistration(now.name(), now.host(), now.port(), user, password);
    }

    private List<String> row() {
        return fleet.inControlPlane(
                """
                SELECT CONCAT_WS('|', host, port, admin_user, HEX(admin_secret),
                                 HEX(router_secret), state, changed_at)
                FROM database_servers
                """);
    }

    private List<String> audited() {
        // MySQL writes JSON with blanks, MariaDB as it was given.
        return fleet
                .inControlPlane(
                        """
                        SELECT CONCAT_WS('|', action, subject, before_, after_) FROM audit_log
                        WHERE action LIKE 'server.%'
                        ORDER BY id
                        """)
                .stream()
                .map(entry -> entry.replace("\": ", "\":"))
                .toList();
    }

    private static String currentUser(AdminConnection admin) throws SQLException {
        return TestFleet.texts(admin.jdbc(), "SELECT CURRENT_USER()").getFirst();
    }

    private static List<String> usersOn(LocalDatabaseServer server) throws SQLException {
        io.tenantry.localstack.DatabaseServer described = server.describe();
        MysqlDataSource dataSource = new MysqlDataSource();
        dataSource.setUrl("jdbc:mysql://%s:%d/".formatted(described.host(), described.port()));
        dataSource.setSslMode("DISABLED");
        dataSource.setAllowPublicKeyRetrieval(true);
        try (Connection admin =
                dataSource.getConnection(described.adminUser(), described.adminPassword())) {
            return TestFleet.texts(admin, "SELECT User FROM mysql.user");
        }
    }
}
