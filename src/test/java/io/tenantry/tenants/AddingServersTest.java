package io.tenantry.tenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import io.tenantry.localstack.DatabaseServer;
import io.tenantry.routing.Ulid;
import io.tenantry.server.ServerTest;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers are added when they are fit, and what is wrong with others is said. */
@ServerTest
class AddingServersTest {
    @Inject Fleet fleet;
    @Inject ServerCalls calls;
    @Inject DataSource controlPlane;

    @Test
    void aServerIsAddedAfterItsCheckAndShownWithoutItsSecrets() {
        Map<String, Object> server = ServerCalls.server();
        String name = ServerCalls.nameOf(server);

        String answer =
                calls.add(server)
                        .statusCode(201)
                        .header("Location", endsWith(ServerCalls.SERVERS + "/" + name))
                        .body("state", equalTo("active"))
                        .body("tenants", equalTo(0))
                        .body("weight", equalTo(0))
                        .body("capacity.maxTenants", equalTo(3))
                        .body("capacity.maxBytes", nullValue())
                        .body("labels.region", equalTo("eu"))
                        .body("load.connections", notNullValue())
                        .body("lastCheck.ok", is(true))
                        .body("lastCheck.findings.severity", not(hasItem("error")))
                        .body("lastCheck.findings.code", hasItems("binlog", "grant", "tls"))
                        .extract()
                        .asString();

        assertThat(answer).doesNotContain(ServerCalls.stackServer().adminPassword());
        calls.read(name).statusCode(200).body("lastCheck.ok", is(true));
        // No request has needed it yet.
        await().untilAsserted(() ->
                fleet.asOperator()
                        .get("/q/health/ready")
                        .then()
                        .body(
                                "checks.find { it.name == 'database-servers' }.data.'%s'"
                                        .formatted(name),
                                equalTo("not asked yet")));
        fleet.asOperator()
                .get(ServerCalls.SERVERS)
                .then()
                .statusCode(200)
                .body("items.name", hasItems("db1", name))
                .body("nextCursor", nullValue());
        calls.add(server).statusCode(200).body("name", equalTo(name));
        assertThat(calls.audited(name))
                .contains("server.register", "server.intake", "server.check");
    }

    @Test
    void theSameIdempotencyKeyGetsTheSameAnswer() {
        Map<String, Object> server = ServerCalls.server();
        String operator = fleet.tokenWithoutTenant(Set.of("platform_admin"));
        String key = Ulid.next();

        String first =
                ServerCalls.addWithKey(operator, server, key).statusCode(201).extract().asString();

        assertThat(
                        ServerCalls.addWithKey(operator, server, key)
                                .statusCode(201)
                                .extract()
                                .asString())
                .isEqualTo(first);
        ServerCalls.addWithKey(operator, ServerCalls.server(), key)
                .statusCode(409)
                .body("code", equalTo("idempotency_key_reused"));
    }

    @Test
    void anAdminWithoutGrantsIsRefusedWithWhatToGrant() throws SQLException {
        Map<String, Object> server = ServerCalls.server();
        String user = "admin_" + Ulid.next().substring(10).toLowerCase(Locale.ROOT);
        server.put("adminUser", user);
        server.put("adminPassword", "nothing-granted");
        try {
            execute("CREATE USER %s IDENTIFIED BY 'nothing-granted'".formatted(user));

            calls.add(server)
                    .statusCode(422)
                    .contentType("application/problem+json")
                    .body("code", equalTo("server_unfit"))
                    .body("errors.code", hasItems("create_database", "create_account"))
                    .body("errors[0].remedy", containsString("GRANT CREATE, DROP"))
                    .body(not(containsString("nothing-granted")));

            calls.read(ServerCalls.nameOf(server)).statusCode(404);
        } finally {
            execute("DROP USER " + user);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "port, 1, 503, server_unreachable",
        "port, 0, 400, validation_failed",
        "adminPassword, wrong, 422, server_refused",
        "name, Not A Name, 400, server_malformed",
        "host, 'a/b?c', 400, server_malformed",
        "weight, 1001, 400, validation_failed"
    })
    void whatCannotBeAddedSaysWhy(String field, String value, int status, String code) {
        Map<String, Object> server = ServerCalls.server();
        server.put(field, value.matches("\\d+") ? Integer.valueOf(value) : value);

        calls.add(server).statusCode(status).body("code", equalTo(code));

        assertThat(calls.names()).doesNotContain(ServerCalls.nameOf(server));
    }

    @Test
    void aTriedServerIsNotStoredAndWhatIsWrongIsAFinding() {
        Map<String, Object> server = ServerCalls.server();
        fleet.asOperator()
                .body(server)
                .post(ServerCalls.SERVERS + "/check")
                .then()
                .statusCode(200)
                .body("ok", is(true))
                .body("findings.code", hasItems("version", "kill_connection"));
        server.put("adminPassword", "wrong");
        fleet.asOperator()
                .body(server)
                .post(ServerCalls.SERVERS + "/check")
                .then()
                .statusCode(200)
                .body("ok", is(false))
                .body("findings", hasSize(1))
                .body("findings[0].code", equalTo("sign_in"))
                .body("findings[0].severity", equalTo("error"))
                .body("findings[0].remedy", notNullValue());

        assertThat(calls.names()).doesNotContain(ServerCalls.nameOf(server));
    }

    @Test
    void whileAServerIsAskedNoTransactionOfTheControlPlaneWaitsForIt() throws Exception {
        Map<String, Object> server = ServerCalls.server();
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ExecutorService caller = Executors.newVirtualThreadPerTaskExecutor()) {
            server.put("host", "127.0.0.1");
            server.put("port", silent.getLocalPort());
            Future<ValidatableResponse> added = caller.submit(() -> calls.add(server));
            try (Socket _ = silent.accept()) {
                // Other requests' come and go; one that waited for this server would stay.
                await().until(() -> transactions() == 0);
                assertThat(added).isNotDone();
            }
            added.get().statusCode(503).body("code", equalTo("server_unreachable"));
        }
        assertThat(calls.names()).doesNotContain(ServerCalls.nameOf(server));
    }

    private long transactions() throws SQLException {
        try (Connection own = controlPlane.getConnection();
                Connection admin = admin();
                PreparedStatement count =
                        admin.prepareStatement(
                                """
                                SELECT COUNT(*)
                                FROM information_schema.INNODB_TRX t
                                JOIN information_schema.PROCESSLIST p ON p.ID = t.trx_mysql_thread_id
                                WHERE p.DB = ?
                                """)) {
            count.setString(1, own.getCatalog());
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection admin = admin();
                Statement statement = admin.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection admin() throws SQLException {
        DatabaseServer own = ServerCalls.stackServer();
        return DriverManager.getConnection(
                "jdbc:mysql://%s:%d/".formatted(own.host(), own.port()),
                own.adminUser(),
                own.adminPassword());
    }
}
