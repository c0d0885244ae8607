package io.tenantry.provisioning.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.localstack.LocalDatabaseServer;
import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.TestFleet;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What operators say of a server: its capacity, weight, labels and state. */
class ServerIntakeTest {
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
    void aNewServerTakesTenantsWithoutLimit() {
        ServerOverview overview = overview();

        assertThat(overview.intake())
                .isEqualTo(new Intake(Capacity.UNLIMITED, Intake.USUAL_WEIGHT, Labels.NONE));
        assertThat(overview.load()).isEqualTo(new ServerLoad(0, null, null, null));
        assertThat(fleet.servers().overviews()).containsExactly(overview);
    }

    @Test
    void aChangeLeavesTheRestAsItWasAndIsAudited() {
        change(new IntakeChange(new Capacity(5, 6L, 7), 200, labels("region", "eu")));
        fleet.clock().advance(Duration.ofSeconds(1));

        ServerOverview changed = change(new IntakeChange(null, null, labels("tier", "gold")));

        assertThat(changed.intake())
                .isEqualTo(new Intake(new Capacity(5, 6L, 7), 200, labels("tier", "gold")));
        assertThat(audited("server.intake"))
                .hasSize(2)
                .last()
                .asString()
                .matches(
                        "operator\\|db1\\|.*\"labels\": ?\\{\"region\": ?\"eu\"}.*\\|.*\"labels\": ?\\{\"tier\": ?\"gold\"}.*");
    }

    @Test
    void aChangeThatChangesNothingIsNotAudited() {
        change(new IntakeChange(null, Intake.USUAL_WEIGHT, Labels.NONE));

        assertThat(audited("server.intake")).isEmpty();
    }

    @Test
    void aServerIsRegisteredWithItsIntake() {
        fleet.servers()
                .register(
                        TestFleet.registration("db2", fleet.server()),
                        new IntakeChange(new Capacity(1, null, null), 10, labels("region", "us")),
                        TestFleet.OPERATOR);

        assertThat(fleet.servers().overview("db2").orElseThrow().intake())
                .isEqualTo(new Intake(new Capacity(1, null, null), 10, labels("region", "us")));
    }

    @Test
    void statesChangeWhereThatIsLegalAndAreAudited() {
        assertThat(fleet.servers().drain("db1", TestFleet.OPERATOR).server().state())
                .isEqualTo(ServerState.DRAINING);
        fleet.servers().drain("db1", TestFleet.OPERATOR);
        fleet.servers().declareDown("db1", TestFleet.OPERATOR);
        assertThat(fleet.servers().activate("db1", TestFleet.OPERATOR).server().state())
                .isEqualTo(ServerState.ACTIVE);

        assertThat(audited("server.drain")).hasSize(1);
        assertThat(audited("server.down")).hasSize(1);
        assertThat(audited("server.activate"))
                .singleElement()
                .asString()
                .matches("operator\\|db1\\|\\{\"state\": ?\"down\"}\\|\\{\"state\": ?\"active\"}");
    }

    @Test
    void aServerThatIsBeingRegisteredCannotBeActivatedOrDrained() {
        fleet.controlPlane()
                .useTransaction(
                        h -> h.execute("UPDATE database_servers SET state = 'registering'"));

        assertRefused(
                Reason.SERVER_STATE_CONFLICT,
                () -> fleet.servers().activate("db1", TestFleet.OPERATOR));
        assertRefused(
                Reason.SERVER_STATE_CONFLICT,
                () -> fleet.servers().drain("db1", TestFleet.OPERATOR));
    }

    @Test
    void aServerThatIsDownIsNotActivatedBeforeItAnswers() {
        try (LocalDatabaseServer second = fleet.stack().startDatabaseServer("second")) {
            fleet.servers()
                    .register(TestFleet.registration("db2", second.describe()), TestFleet.OPERATOR);
            fleet.servers().declareDown("db2", TestFleet.OPERATOR);
            second.kill();

            assertRefused(
                    Reason.SERVER_UNREACHABLE,
                    () -> fleet.servers().activate("db2", TestFleet.OPERATOR));
            assertThat(fleet.servers().find("db2").orElseThrow().state())
                    .isEqualTo(ServerState.DOWN);
        }
    }

    @Test
    void nothingCanBeSaidOfAnUnknownServer() {
        for (ThrowingCallable saying :
                List.<ThrowingCallable>of(
                        () -> fleet.servers().drain("db9", TestFleet.OPERATOR),
                        () -> fleet.servers().activate("db9", TestFleet.OPERATOR),
                        () ->
                                fleet.servers()
                                        .change("db9", IntakeChange.NONE, TestFleet.OPERATOR))) {
            assertRefused(Reason.SERVER_UNKNOWN, saying);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noStateLeadsToItselfOrBackToRegistering(ServerState state) {
        assertThat(state.mayBecome(state)).isFalse();
        assertThat(state.mayBecome(ServerState.REGISTERING)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"-1", "1001"})
    void refusesWeightsOutOfRange(int weight) {
        assertRefused(
                Reason.SERVER_MALFORMED, () -> new Intake(Capacity.UNLIMITED, weight, Labels.NONE));
    }

    @ParameterizedTest
    @CsvSource({
        "Region, eu",
        "'', eu",
        "region, ''",
        "region, 'e u'",
        "a=b, c",
        "re\u200bgion, eu"
    })
    void refusesMalformedLabels(String name, String value) {
        assertRefused(Reason.LABELS_MALFORMED, () -> new Labels(Map.of(name, value)));
    }

    @Test
    void refusesTooManyLabelsAndNegativeCapacities() {
        Map<String, String> many = new HashMap<>();
        for (int i = 0; i < 33; i++) {
            many.put("label-" + i, "x");
        }

        assertRefused(Reason.LABELS_MALFORMED, () -> new Labels(many));
        assertRefused(Reason.SERVER_MALFORMED, () -> new Capacity(-1, null, null));
        assertRefused(Reason.SERVER_MALFORMED, () -> new Capacity(null, -1L, null));
    }

    private static Labels labels(String name, String value) {
        return new Labels(Map.of(name, value));
    }

    private ServerOverview overview() {
        return fleet.servers().overview(TestFleet.SERVER).orElseThrow();
    }

    private ServerOverview change(IntakeChange change) {
        return fleet.servers().change(TestFleet.SERVER, change, TestFleet.OPERATOR);
    }

    private List<String> audited(String action) {
        return fleet.inControlPlane(
                """
                SELECT CONCAT_WS('|', actor, subject, before_, after_) FROM audit_log
                WHERE action = '%s'
                ORDER BY id
                """
                        .formatted(action));
    }

    private static void assertRefused(Reason reason, ThrowingCallable saying) {
        assertThatThrownBy(saying)
                .isInstanceOfSatisfying(
                        ProvisioningException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
