package io.tenantry.studio;

import static io.tenantry.tenants.Fleet.as;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.localstack.DatabaseServer;
import io.tenantry.localstack.LocalStack;
import io.tenantry.problem.Idempotency;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.Ulid;
import io.tenantry.server.ServerTest;
import io.tenantry.server.TestClock;
import io.tenantry.tenants.Fleet;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Idempotency keys in a tenant's database go when they have expired, a few with each new one. */
@ServerTest
class ForgottenKeysTest {
    private static final int AT_ONCE = 20;
    private static final String PERSON = Ulid.next();

    @Inject Fleet fleet;
    @Inject ControlPlane controlPlane;
    @Inject TestClock clock;

    private Fleet.Open tenant;

    @BeforeEach
    void open() {
        tenant = fleet.open();
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void aNewKeyTakesTwentyExpiredOnesAway() throws SQLException {
        keep(AT_ONCE + 5, Idempotency.MEMORY.plusSeconds(1));

        design("one");
        assertThat(keys()).isEqualTo(5 + 1);

        design("two");
        assertThat(keys()).isEqualTo(2);
    }

    @Test
    void aKeyIsKeptForADayAndItsAnswerWithIt() throws SQLException {
        String made = design("mine");
        clock.putForward(Idempotency.MEMORY.minusMinutes(1));

        design("other");
        assertThat(design("mine")).isEqualTo(made);
        assertThat(keys()).isEqualTo(2);

        clock.putForward(Duration.ofMinutes(2));
        design("third");
        assertThat(keys()).isEqualTo(2);
        assertThat(design("mine")).isNotEqualTo(made);
    }

    @Test
    void aRepeatedCallAndOneWithoutAKeyTakeNothingAway() throws SQLException {
        design("mine");
        keep(3, Idempotency.MEMORY.plusSeconds(1));

        design("mine");
        as(tenant.token()).body(body()).post("/api/v1/designs").then().statusCode(201);

        assertThat(keys()).isEqualTo(4);
    }

    @RepeatedTest(3)
    void manyAtOnceDoNotStandInEachOthersWay() throws Exception {
        keep(60, Idempotency.MEMORY.plusSeconds(1));
        // Half of the new calls use a key that has expired, and that others would like to forget.
        List<String> names =
                IntStream.range(0, 40).mapToObj(i -> i % 2 == 0 ? "old-" + i : "new-" + i).toList();

        try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
            List<Future<String>> answers = new ArrayList<>();
            for (String name : names) {
                answers.add(callers.submit(() -> design(name)));
            }
            for (Future<String> answer : answers) {
                assertThat(answer.get()).isNotBlank();
            }
        }

        assertThat(keysMadeLately()).containsExactlyInAnyOrderElementsOf(names);
        assertThat(keys()).isEqualTo(names.size());
    }

    private static Map<String, String> body() {
        return Map.of("title", "Summer dress", "prompt", "linen");
    }

    /** Makes a design under a key; the id of the design. */
    private String design(String key) {
        // Of one person, whose tokens expire as the clock goes on.
        return as(fleet.memberToken(tenant.id(), PERSON))
                .header("Idempotency-Key", key)
                .body(body())
                .post("/api/v1/designs")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** Keys of that age, as calls would have left them. */
    private void keep(int count, Duration age) throws SQLException {
        LocalDateTime made = LocalDateTime.ofInstant(controlPlane.now().minus(age), ZoneOffset.UTC);
        String rows =
                IntStream.range(0, count)
                        .mapToObj(i ->
                                "('%s', 'create_design', 'old-%d', REPEAT('x', 32), 201, '{}', '%s')"
                                        .formatted(PERSON, i, made))
                        .collect(Collectors.joining(", "));
        execute(
                "INSERT INTO idempotency_keys (principal, call_name, idempotency_key, request_hash,"
                        + " status, body, created_at) VALUES "
                        + rows);
    }

    private int keys() throws SQLException {
        return ask("SELECT idempotency_key FROM idempotency_keys").size();
    }

    private List<String> keysMadeLately() throws SQLException {
        return ask(
                "SELECT idempotency_key FROM idempotency_keys"
                        + " WHERE created_at > UTC_TIMESTAMP() - INTERVAL 1 HOUR");
    }

    private void execute(String sql) throws SQLException {
        try (Connection admin = admin();
                Statement statement = admin.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> ask(String sql) throws SQLException {
        try (Connection admin = admin();
                Statement statement = admin.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> read = new ArrayList<>();
            while (rows.next()) {
                read.add(rows.getString(1));
            }
            return read;
        }
    }

    private Connection admin() throws SQLException {
        DatabaseServer server = LocalStack.sharedOrStart().databaseServers().getFirst();
        String database =
                controlPlane.read(handle ->
                        handle.createQuery(
                                        "SELECT database_name FROM tenant_databases WHERE tenant_id = :id")
                                .bind("id", tenant.id().value())
                                .mapTo(String.class)
                                .one());
        return DriverManager.getConnection(
                "jdbc:mysql://%s:%d/%s".formatted(server.host(), server.port(), database),
                server.adminUser(),
                server.adminPassword());
    }
}
