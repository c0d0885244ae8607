package io.tenantry.provisioning.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.provisioning.TestFleet;
import java.sql.SQLException;
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
