package io.tenantry.provisioning.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tenantry.localstack.Engine;
import io.tenantry.localstack.LocalDatabaseServer;
import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.TestFleet;
import io.tenantry.routing.secret.SecretPlaces;
import java.sql.Connection;
import java.sql.SQLException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseServersTest {
    private static TestFleet fleet;

    @BeforeAll
    static void open() {
        fleet = TestFleet.create();
    }

    @AfterAll
    static void close() {
        fleet.close();
    }

    private static ServerRegistration registration(String name, int port, String password) {
        return new ServerRegistration(
                name, fleet.server().host(), port, fleet.server().adminUser(), password);
    }

    private static void assertRefused(Reason reason, String words, ThrowingCallable registering) {
        assertThatThrownBy(registering)
                .isInstanceOfSatisfying(
                        ProvisioningException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(words);
    }

    @Test
    void aRegisteredServerTakesTenants() {
        DatabaseServer server = fleet.servers().find(TestFleet.SERVER).orElseThrow();

        assertThat(server.state()).isEqualTo(ServerState.ACTIVE);
        assertThat(server.port()).isEqualTo(fleet.server().port());
        assertThat(fleet.servers().list()).contains(server);
    }

    @Test
    void theRouterAccountMayNothing() throws SQLException {
        DatabaseServer server = fleet.servers().find(TestFleet.SERVER).orElseThrow();
        byte[] sealed =
                fleet.controlPlane()
                        .read(handle ->
                                handle.createQuery(
                                                "SELECT router_secret FROM database_servers WHERE id = :id")
                                        .bind("id", server.id())
                                        .mapTo(byte[].class)
                                        .one());
        String password = fleet.secrets().openText(sealed, SecretPlaces.serverRouter(server.id()));

        try (Connection router = fleet.connect(server.routerUser(), password)) {
            assertThat(TestFleet.texts(router, "SHOW DATABASES"))
                    .isSubsetOf("information_schema", "performance_schema");
            assertThat(TestFleet.texts(router, "SHOW GRANTS"))
                    .singleElement()
                    .asString()
                    .startsWith("GRANT USAGE ON *.* TO ");
        }
    }

    @Test
    void aRegistrationThatWasCutShortIsFinishedByTheNext() {
        fleet.controlPlane()
                .useTransaction(handle ->
                        handle.execute("UPDATE database_servers SET state = 'registering'"));
        String router = fleet.servers().find(TestFleet.SERVER).orElseThrow().routerUser();
        fleet.executeOnServer("DROP USER " + router);

        DatabaseServer server =
                fleet.servers()
                        .register(
                                TestFleet.registration(TestFleet.SERVER, fleet.server()),
                                TestFleet.OPERATOR);

        assertThat(server.state()).isEqualTo(ServerState.ACTIVE);
        assertThat(fleet.onServer("SELECT User FROM mysql.user")).contains(router);
    }

    @Test
    void refusesAWrongPasswordWithoutRepeatingIt() {
        assertThatThrownBy(() ->
                        fleet.servers()
                                .register(
                                        registration(
                                                "wrong", fleet.server().port(), "not-the-password"),
                                        TestFleet.OPERATOR))
                .isInstanceOfSatisfying(
                        ProvisioningException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.SERVER_REFUSED))
                .hasMessageNotContaining("not-the-password");
        assertThat(fleet.servers().find("wrong")).isEmpty();
    }

    @Test
    void refusesAServerThatDoesNotAnswer() {
        assertRefused(
                Reason.SERVER_UNREACHABLE,
                "does not answer",
                () -> fleet.servers().register(registration("dead", 1, "x"), TestFleet.OPERATOR));
        assertThat(fleet.servers().find("dead")).isEmpty();
    }

    @Test
    void refusesAReleaseThatDoesNotRestartWithManyTables() {
        assumeTrue(fleet.stack().engine() == Engine.MARIADB, "MySQL cannot pretend to be older");
        try (LocalDatabaseServer old =
                fleet.stack().startDatabaseServer("old", "--version=8.4.1")) {
            assertRefused(
                    Reason.SERVER_UNSUPPORTED,
                    "8,000 tables",
                    () ->
                            fleet.servers()
                                    .register(
                                            TestFleet.registration("old", old.describe()),
                                            TestFleet.OPERATOR));
        }
        assertThat(fleet.servers().find("old")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "UPPER, localhost, 3306",
        "'', localhost, 3306",
        "a, 'host/db?x=y', 3306",
        "a, 'host,other', 3306",
        "a, localhost, 0",
        "a, localhost, 65536",
    })
    void refusesMalformedRegistrations(String name, String host, int port) {
        assertRefused(
                Reason.SERVER_MALFORMED,
                "a server's",
                () -> new ServerRegistration(name, host, port, "admin", "secret"));
    }

    @Test
    void aRegistrationDoesNotShowItsPassword() {
        assertThat(registration("shown", 3306, "hush").toString()).doesNotContain("hush");
    }
}
