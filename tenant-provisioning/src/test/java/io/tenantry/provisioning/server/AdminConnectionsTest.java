package io.tenantry.provisioning.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.TestFleet;
import io.tenantry.routing.Ulid;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A kept admin connection carries nothing of one piece of work into the next. */
class AdminConnectionsTest {
    private TestFleet fleet;
    private String serverId;

    @BeforeEach
    void open() {
        fleet = TestFleet.create();
        serverId = fleet.servers().find(TestFleet.SERVER).orElseThrow().id();
    }

    @AfterEach
    void close() {
        fleet.close();
    }

    private AdminConnection admin() {
        return fleet.connections().open(serverId);
    }

    private static String connectionId(AdminConnection admin) throws SQLException {
        return admin.texts("SELECT CONNECTION_ID()").getFirst();
    }

    @Test
    void theNextPieceOfWorkFindsACleanSession() throws SQLException {
        String first;
        try (AdminConnection admin = admin()) {
            first = connectionId(admin);
            admin.execute("USE mysql");
            admin.execute("SET @mine = 1, SESSION foreign_key_checks = 0");
            admin.texts("SELECT GET_LOCK('tenantry:test', 1)");
        }

        try (AdminConnection admin = admin()) {
            assertThat(connectionId(admin)).isEqualTo(first);
            assertThat(admin.texts("SELECT @mine")).containsExactly((String) null);
            assertThat(admin.texts("SELECT @@foreign_key_checks")).containsExactly("1");
            assertThat(admin.texts("SELECT IS_FREE_LOCK('tenantry:test')")).containsExactly("1");
            assertThatThrownBy(() -> admin.execute("CREATE TABLE anybodys (id INT)"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void aConnectionThatWasLostMeanwhileIsReplaced() throws SQLException {
        String lost;
        try (AdminConnection admin = admin()) {
            lost = connectionId(admin);
        }
        fleet.executeOnServer("KILL " + lost);

        try (AdminConnection admin = admin()) {
            assertThat(connectionId(admin)).isNotEqualTo(lost);
        }
    }

    @Test
    void aServerThatAcceptsAndKeepsSilentIsGivenNoMoreThanALogin() throws IOException {
        AdminSettings impatient =
                new AdminSettings(
                        Duration.ofMillis(300), Duration.ofMinutes(10), AdminSettings.Tls.DISABLED);
        // As a frozen machine does: its kernel accepts, and nobody speaks.
        try (ServerSocket frozen = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                AdminConnections connections =
                        new AdminConnections(fleet.controlPlane(), fleet.secrets(), impatient)) {
            ServerRegistration registration =
                    new ServerRegistration(
                            "frozen", "127.0.0.1", frozen.getLocalPort(), "admin", "password");
            AdminLogin login = AdminLogin.of(Ulid.next(), registration);

            assertTimeoutPreemptively(
                    Duration.ofSeconds(10),
                    () ->
                            assertThatThrownBy(() -> connections.signIn(login))
                                    .isInstanceOfSatisfying(
                                            ProvisioningException.class,
                                            e ->
                                                    assertThat(e.reason())
                                                            .isEqualTo(Reason.SERVER_UNREACHABLE)));
        }
    }

    @Test
    void aStatementMayTakeLongerThanALogin() throws SQLException {
        AdminSettings impatient =
                new AdminSettings(
                        Duration.ofSeconds(2), Duration.ofMinutes(10), AdminSettings.Tls.DISABLED);
        try (AdminConnections connections =
                        new AdminConnections(fleet.controlPlane(), fleet.secrets(), impatient);
                AdminConnection admin = connections.open(serverId)) {
            assertThat(admin.texts("SELECT SLEEP(2.5)")).containsExactly("0");
        }
    }

    @Test
    void aConnectionInsideATransactionIsNotKept() throws SQLException {
        String first;
        try (AdminConnection admin = admin()) {
            first = connectionId(admin);
            admin.jdbc().setAutoCommit(false);
        }

        try (AdminConnection admin = admin()) {
            assertThat(connectionId(admin)).isNotEqualTo(first);
        }
    }

    @Test
    void noMoreThanTwoAreKept() throws SQLException {
        List<AdminConnection> busy = List.of(admin(), admin(), admin());
        List<String> ids =
                List.of(
                        connectionId(busy.get(0)),
                        connectionId(busy.get(1)),
                        connectionId(busy.get(2)));
        busy.forEach(AdminConnection::close);

        try (AdminConnection one = admin();
                AdminConnection two = admin();
                AdminConnection three = admin()) {
            assertThat(List.of(connectionId(one), connectionId(two)))
                    .containsExactlyInAnyOrderElementsOf(ids.subList(0, 2));
            assertThat(ids).doesNotContain(connectionId(three));
        }
    }

    @Test
    void nothingIsKeptOnceClosed() throws SQLException {
        try (AdminConnection admin = admin()) {
            fleet.connections().close();
            assertThat(connectionId(admin)).isNotNull();
        }
        assertThat(
                        fleet.onServer(
                                "SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE DB = 'information_schema' AND COMMAND = 'Sleep' AND USER = '%s'"
                                        .formatted(fleet.server().adminUser())))
                .containsExactly("0");
    }
}
