package io.tenantry.provisioning.seal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.provisioning.ContributedSteps;
import io.tenantry.provisioning.Provisioning;
import io.tenantry.provisioning.ProvisioningSettings;
import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.TestReplica;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.journal.Crash;
import io.tenantry.provisioning.journal.DecoratedKind;
import io.tenantry.provisioning.journal.Mishap;
import io.tenantry.provisioning.journal.OperationId;
import io.tenantry.provisioning.journal.OperationRunner;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.provisioning.journal.Operations;
import io.tenantry.provisioning.journal.RunnerSettings;
import io.tenantry.provisioning.journal.Step;
import io.tenantry.provisioning.journal.UnderFailure;
import io.tenantry.provisioning.tenant.CreateTenant;
import io.tenantry.provisioning.tenant.RequestedTenant;
import io.tenantry.provisioning.tenant.RotationTally;
import io.tenantry.provisioning.tenant.RouteAnnouncer;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import io.tenantry.routing.directory.JdbcRouteSource;
import io.tenantry.routing.directory.Placement;
import io.tenantry.routing.secret.MasterKey;
import io.tenantry.routing.secret.SecretBox;
import io.tenantry.routing.secret.SecretPlaces;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The master key changed under a fleet that works. */
@UnderFailure(
        kind = SecretsResealing.NAME,
        inputs = "{\"requestedBy\":\"ada\"}",
        steps = {Reseal.NAME, CheckSeals.NAME})
class SealedSecretsTest {
    private static final MasterKey OLD = MasterKey.fromBase64(TestFleet.MASTER_KEY);
    private static final MasterKey NEW =
            MasterKey.fromBase64("8Nq1mZ0oJq0dVtSxk1Vd2r1m6f5c0wq9y3t7u2i4o6A=");
    private static final SecretBox FORWARD = new SecretBox(NEW, List.of(OLD));
    private static final SecretBox BACKWARD = new SecretBox(OLD, List.of(NEW));
    private static final int TENANTS = 3;

    private final List<TenantId> tenants = new ArrayList<>();
    private TestFleet fleet;

    @BeforeEach
    void aFleetUnderTheOldKey() {
        fleet = TestFleet.create();
        try (TestReplica replica = TestReplica.on(fleet)) {
            for (int i = 0; i < TENANTS; i++) {
                RequestedTenant requested =
                        replica.tenants()
                                .create(
                                        new CreateTenant("tenant-" + i, "T", null, null, null),
                                        TestFleet.OPERATOR);
                replica.await(requested.operation());
                tenants.add(requested.tenant().id());
            }
        }
        addSigningKey(OLD);
    }

    @AfterEach
    void drop() {
        fleet.close();
    }

    private String addSigningKey(MasterKey key) {
        String kid = Ulid.next();
        byte[] sealed = new SecretBox(key).seal("private half", SecretPlaces.signingKey(kid));
        fleet.controlPlane()
                .useTransaction(handle ->
                        handle.createUpdate(
                                        """
                                        INSERT INTO signing_keys
                                            (kid, algorithm, public_key, private_secret, created_at, signs_from)
                                        VALUES (:kid, 'RS256', '', :sealed, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))
                                        """)
                                .bind("kid", kid)
                                .bind("sealed", sealed)
                                .execute());
        return kid;
    }

    private Seals seals(SecretBox box) {
        return new Seals(fleet.controlPlane(), box);
    }

    private OperationId ask(OperationRunner runner, ResealKind kind) {
        SealedSecrets secrets =
                new SealedSecrets(
                        fleet.controlPlane(),
                        FORWARD,
                        new AuditLog(fleet.controlPlane()),
                        runner,
                        kind);
        return fleet.controlPlane()
                .inTransaction(handle -> secrets.reseal(handle, TestFleet.OPERATOR));
    }

    private ResealKind kind() {
        return ResealKind.of(fleet.controlPlane(), FORWARD, new AuditLog(fleet.controlPlane()));
    }

    private OperationRunner runner(ResealKind kind) {
        return new OperationRunner(
                fleet.controlPlane(),
                fleet.connections(),
                List.of(kind.kind()),
                RunnerSettings.defaults("resealer"));
    }

    private OperationState await(OperationRunner runner, OperationId id) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    fleet.clock().advance(Duration.ofMillis(50));
                    runner.sweep();
                    return state(id) != OperationState.RUNNING;
                });
        return state(id);
    }

    private OperationState state(OperationId id) {
        return operations().find(id).orElseThrow().state();
    }

    private Operations operations() {
        return new Operations(fleet.controlPlane(), new AuditLog(fleet.controlPlane()));
    }

    private void assertAllUnder(MasterKey key) {
        SealTally tally = seals(new SecretBox(key)).tally();
        assertThat(tally.former()).isZero();
        assertThat(tally.unknown()).isZero();
        assertThat(tally.current()).isEqualTo(2 + TENANTS + 1);
        for (TenantId tenant : tenants) {
            assertServed(tenant, new SecretBox(key));
        }
    }

    private void assertServed(TenantId tenant, SecretBox box) {
        try {
            Placement placement =
                    new JdbcRouteSource(fleet.dataSource())
                            .byId(tenant)
                            .flatMap(route -> Optional.ofNullable(route.placement()))
                            .orElseThrow();
            String password =
                    box.openText(
                            placement.accountSecret().bytes(),
                            SecretPlaces.tenantAccount(placement.databaseId()));
            try (Connection account = fleet.connect(placement.account(), password)) {
                assertThat(account.isValid(1)).isTrue();
            }
        } catch (SQLException e) {
            throw new AssertionError("tenant " + tenant + " is not served", e);
        }
    }

    @Test
    void everySecretComesUnderTheNewKeyAndTheOldOneCanGo() {
        ResealKind kind = kind();
        try (OperationRunner runner = runner(kind)) {
            assertThat(seals(FORWARD).tally()).isEqualTo(new SealTally(0, 2 + TENANTS + 1, 0));

            OperationId operation = ask(runner, kind);

            assertThat(await(runner, operation)).isEqualTo(OperationState.SUCCEEDED);
            assertAllUnder(NEW);
            assertThat(
                            fleet.inControlPlane(
                                    "SELECT JSON_VALUE(after_, '$.secrets') FROM audit_log WHERE action = 'secrets.resealed'"))
                    .containsExactly(String.valueOf(2 + TENANTS + 1));
            // Asked for again it finds nothing to do.
            assertThat(await(runner, ask(runner, kind))).isEqualTo(OperationState.SUCCEEDED);
            assertAllUnder(NEW);
        }
    }

    @Test
    void aSecretUnderAnUnknownKeyStopsItAfterTheOthersUntilTheKeyIsThere() {
        String kid =
                addSigningKey(MasterKey.fromBase64("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));
        ResealKind kind = kind();
        try (OperationRunner runner = runner(kind)) {
            OperationId operation = ask(runner, kind);

            assertThat(await(runner, operation)).isEqualTo(OperationState.FAILED);
            assertThat(operations().find(operation).orElseThrow().errorDetail())
                    .contains(SecretPlaces.signingKey(kid))
                    .contains("tenantry.secrets.former-master-keys");
            assertThat(seals(FORWARD).tally()).isEqualTo(new SealTally(2 + TENANTS + 1, 0, 1));
            fleet.controlPlane()
                    .useTransaction(handle ->
                            handle.execute("DELETE FROM signing_keys WHERE kid = ?", kid));
            operations().retry(operation, TestFleet.OPERATOR);
            assertThat(await(runner, operation)).isEqualTo(OperationState.SUCCEEDED);
            assertAllUnder(NEW);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Reseal.NAME, CheckSeals.NAME})
    void aStepRunTwiceGivesTheSameState(String step) {
        ResealKind kind = around(step, Mishap::twice);
        try (OperationRunner runner = runner(kind)) {
            assertThat(await(runner, ask(runner, kind))).isEqualTo(OperationState.SUCCEEDED);
            assertAllUnder(NEW);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Reseal.NAME, CheckSeals.NAME})
    void anotherReplicaFinishesWhatACrashLeft(String step) {
        for (UnaryOperator<Step<ResealSecrets>> crashing :
                Stream.<UnaryOperator<Step<ResealSecrets>>>of(
                                each -> Mishap.before(each, SealedSecretsTest::crash),
                                each -> Mishap.after(each, SealedSecretsTest::crash))
                        .toList()) {
            ResealKind unlucky = around(step, crashing);
            OperationId operation;
            try (OperationRunner runner = runner(unlucky)) {
                operation = ask(runner, unlucky);
                Awaitility.await().until(runner::isIdle);
            }
            assertThat(state(operation)).isEqualTo(OperationState.RUNNING);
            fleet.clock().advance(Duration.ofSeconds(16));

            try (OperationRunner healthy = runner(kind())) {
                assertThat(await(healthy, operation)).isEqualTo(OperationState.SUCCEEDED);
            }
            assertAllUnder(NEW);
        }
    }

    private ResealKind around(String step, UnaryOperator<Step<ResealSecrets>> mishap) {
        return new ResealKind(DecoratedKind.at(kind().kind(), step, mishap));
    }

    private static void crash(Object context) {
        throw new Crash();
    }

    @Test
    void oneThatWasCutShortHalfWayIsAsGoodAsNoneAndGoesOn() {
        // Half of it: the servers' and one tenant's secrets.
        fleet.controlPlane()
                .useTransaction(handle -> {
                    for (SealedColumn column :
                            List.of(SealedColumn.SERVER_ADMIN, SealedColumn.TENANT_ACCOUNT)) {
                        SealedRow row = column.after(handle, "", 1).getFirst();
                        String place = column.placeOf(row.key());
                        byte[] anew =
                                FORWARD.seal(FORWARD.open(row.sealed().bytes(), place), place);
                        assertThat(column.replace(handle, row, anew)).isTrue();
                        // Whoever read it before that does not write over it.
                        assertThat(column.replace(handle, row, anew)).isFalse();
                    }
                });
        tenants.forEach(tenant -> assertServed(tenant, FORWARD));

        assertThat(seals(FORWARD).resealAll()).isEmpty();

        assertAllUnder(NEW);
    }

    @Test
    void rotationsAndResealingAtTheSameTimeLoseNothing() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        try (Provisioning provisioning =
                        Provisioning.assemble(
                                fleet.dataSource(),
                                FORWARD,
                                Clock.systemUTC(),
                                RouteAnnouncer.SILENT,
                                ContributedSteps.NONE,
                                settings());
                ExecutorService resealer = Executors.newSingleThreadExecutor()) {
            provisioning.runner().start();
            Future<?> resealing =
                    resealer.submit(() -> {
                        while (!stop.get()) {
                            seals(BACKWARD).resealAll();
                            seals(FORWARD).resealAll();
                        }
                    });
            for (int i = 0; i < 5; i++) {
                RotationTally tally = provisioning.rotations().rotateAll(TestFleet.OPERATOR);
                assertThat(tally).isEqualTo(new RotationTally(TENANTS, 0));
                Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .until(() ->
                                fleet.inControlPlane(
                                                "SELECT id FROM operations WHERE state = 'running'")
                                        .isEmpty());
                tenants.forEach(tenant -> assertServed(tenant, FORWARD));
            }
            stop.set(true);
            resealing.get();
        }
        assertThat(
                        fleet.inControlPlane(
                                "SELECT DISTINCT state FROM operations WHERE kind = 'tenant.rotate-credentials'"))
                .containsExactly("succeeded");
        assertThat(seals(FORWARD).resealAll()).isEmpty();
        assertAllUnder(NEW);
    }

    private static ProvisioningSettings settings() {
        ProvisioningSettings defaults = ProvisioningSettings.defaults("rotating");
        return new ProvisioningSettings(
                TestFleet.adminSettings(),
                defaults.runner(),
                defaults.life(),
                defaults.rotation(),
                defaults.warm(),
                defaults.changelogRoot());
    }

    /** Whoever adds a column for secrets to the control plane must add it here, too. */
    @Test
    void everyColumnOfSecretsIsKnown() {
        List<String> columns =
                fleet.inControlPlane(
                        """
                        SELECT CONCAT(c.TABLE_NAME, '.', c.COLUMN_NAME)
                        FROM information_schema.COLUMNS c
                        JOIN information_schema.TABLES t
                          ON t.TABLE_SCHEMA = c.TABLE_SCHEMA AND t.TABLE_NAME = c.TABLE_NAME
                        WHERE c.TABLE_SCHEMA = DATABASE() AND t.TABLE_TYPE = 'BASE TABLE'
                          AND c.DATA_TYPE = 'varbinary' AND c.COLUMN_NAME LIKE '%secret%'
                        """);

        assertThat(Stream.of(SealedColumn.values()).map(SealedColumn::qualified))
                .containsExactlyInAnyOrderElementsOf(columns);
    }
}
