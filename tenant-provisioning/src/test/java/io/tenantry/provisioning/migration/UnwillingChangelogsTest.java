package io.tenantry.provisioning.migration;

import static io.tenantry.provisioning.migration.MigratingFleet.await;
import static io.tenantry.provisioning.migration.MigratingFleet.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.TestReplica;
import io.tenantry.provisioning.changelog.LazyChangelog;
import io.tenantry.provisioning.changelog.SchemaVersions;
import io.tenantry.routing.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Changelogs that Liquibase refuses, for all tenants or for some, and one that leaves something on
 * the connection that it was applied by.
 */
class UnwillingChangelogsTest {
    private static final String FOLDER = "changelog-tests/migration/";
    private static final String EDITED = FOLDER + "edited.yaml";
    private static final String COUNTERS = FOLDER + "counters.sql::counters::test";

    private static MigratingFleet migrating;
    private static TestFleet fleet;

    @BeforeAll
    static void open() {
        migrating = MigratingFleet.open();
        fleet = migrating.fleet();
    }

    @AfterAll
    static void close() {
        migrating.close();
    }

    private static TestReplica after(String changelog) {
        return TestReplica.withChangelog(fleet, FOLDER + changelog);
    }

    private static MigrationRequest of(List<TenantId> tenants, int errorBudget) {
        return new MigrationRequest(
                Set.copyOf(tenants), false, settings(Map.of(), List.of(100), errorBudget));
    }

    private static List<String> books() {
        return fleet.inControlPlane(
                "SELECT CONCAT(tenant_id, changelog_version, schema_fingerprint, changed_at) FROM tenant_databases ORDER BY id");
    }

    private static String times(TenantId tenant, String counter) {
        return fleet.onServer(
                        "SELECT times FROM %s.counters WHERE name = '%s'"
                                .formatted(migrating.database(tenant), counter))
                .getFirst();
    }

    private static void addDesign(TenantId tenant) {
        fleet.executeOnServer(
                "INSERT INTO %s.designs VALUES ('a', 'one', '', 'x', 1, NOW(6), NOW(6))"
                        .formatted(migrating.database(tenant)));
    }

    private static void forgetDesigns(TenantId tenant) {
        fleet.executeOnServer("DELETE FROM %s.designs".formatted(migrating.database(tenant)));
    }

    @ParameterizedTest
    @CsvSource({
        "precondition-halt.yaml, precondition-halt.sql::needs-designs::test",
        "edited.yaml, counters.sql::counters::test"
    })
    void whatNoDatabaseTakesIsRefusedBeforeATenantIsTouched(String changelog, String changeset) {
        List<String> before = books();
        try (TestReplica after = after(changelog)) {
            for (ThrowingCallable wish :
                    List.<ThrowingCallable>of(
                            () -> after.migrations().plan(Set.of()),
                            () -> after.migrations().start(of(List.of(), 0), TestFleet.OPERATOR))) {
                assertThatThrownBy(wish)
                        .isInstanceOfSatisfying(
                                ProvisioningException.class,
                                e -> assertThat(e.reason()).isEqualTo(Reason.CHANGELOG_BROKEN))
                        .hasMessageContaining(FOLDER + changeset);
            }
        }
        assertThat(books()).isEqualTo(before);
    }

    @Test
    void aReleaseThatEditsALandedChangesetIsToldSoBeforeItServes() {
        try (TestReplica release = TestReplica.withChangelog(fleet, EDITED)) {
            assertThat(edited(EDITED)).containsExactly(COUNTERS);
            assertThat(edited(FOLDER + "before.yaml")).isEmpty();
            assertThat(edited(MigratingFleet.AFTER)).isEmpty();
            assertThat(edited(FOLDER + "edited-validly.yaml")).isEmpty();
            assertThat(release.migrations().list(null, 1)).isEmpty();
        }
    }

    private static Set<String> edited(String changelog) {
        return new SchemaVersions(fleet.controlPlane(), new LazyChangelog(changelog)).edited();
    }

    @Test
    void aPreconditionIsAskedOfEachDatabaseAndStopsOnlyThoseThatFailIt() {
        List<TenantId> tenants = migrating.tenants().subList(0, 3);
        TenantId unwilling = tenants.get(1);
        addDesign(unwilling);
        try (TestReplica after = after("precondition-rows.yaml")) {
            Migration ended =
                    await(after, after.migrations().start(of(tenants, 1), TestFleet.OPERATOR));

            assertThat(ended.targets())
                    .isEqualTo(Map.of(TargetState.SUCCEEDED, 2, TargetState.FAILED, 1));
            MigrationTarget failed =
                    after.migrations().targets(ended.id(), TargetState.FAILED, null, 10).getFirst();
            assertThat(failed.tenant()).isEqualTo(unwilling);
            assertThat(failed.code()).isEqualTo("changelog_broken");
            assertThat(failed.detail()).contains("precondition-rows.sql::needs-no-designs::test");
            assertThat(columns(unwilling)).doesNotContain("season");
            assertThat(columns(tenants.getFirst())).contains("season");

            forgetDesigns(unwilling);
            Migration again = after.migrations().steering().retry(ended.id(), TestFleet.OPERATOR);

            assertThat(await(after, again).state()).isEqualTo(MigrationState.SUCCEEDED);
            assertThat(columns(unwilling)).contains("season");
        }
    }

    private static List<String> columns(TenantId tenant) {
        return fleet.onServer(
                "SELECT COLUMN_NAME FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = '%s' AND TABLE_NAME = 'designs'"
                        .formatted(migrating.database(tenant)));
    }

    @Test
    void whatIsSetForOneTenantIsNotSetForTheNextOnTheSameConnection() {
        List<TenantId> tenants =
                List.of(
                        MigratingFleet.create(migrating.before(), "session-1"),
                        MigratingFleet.create(migrating.before(), "session-2"));
        MigrationSettings oneByOne =
                new MigrationSettings(Map.of(), List.of(100), 1, 0, 3, 1, 60, false);
        try (TestReplica after = after("session.yaml")) {
            assertThat(after.migrations().plan(Set.copyOf(tenants)).ways())
                    .allMatch(way -> way.replayable());

            Migration ended =
                    await(
                            after,
                            after.migrations()
                                    .start(
                                            new MigrationRequest(
                                                    Set.copyOf(tenants), false, oneByOne),
                                            TestFleet.OPERATOR));

            assertThat(ended.state()).isEqualTo(MigrationState.SUCCEEDED);
            for (TenantId tenant : tenants) {
                assertThat(times(tenant, "again")).isEqualTo("4");
                assertThat(times(tenant, "styled")).isEqualTo("9");
            }
        }
    }

    @Test
    void aChangesetThatIsSkippedWhereItDoesNotFitIsSkippedThereAlone() {
        List<TenantId> tenants = migrating.tenants().subList(3, 6);
        TenantId skipping = tenants.get(2);
        addDesign(skipping);
        try (TestReplica after = after("precondition-skip.yaml")) {
            assertThat(after.migrations().plan(Set.copyOf(tenants)).ways())
                    .allMatch(way -> !way.replayable());

            Migration ended =
                    await(after, after.migrations().start(of(tenants, 0), TestFleet.OPERATOR));

            assertThat(ended.state()).isEqualTo(MigrationState.SUCCEEDED);
            assertThat(times(tenants.getFirst(), "again")).isEqualTo("1");
            assertThat(times(skipping, "again")).isEqualTo("0");
            assertThatThrownBy(() -> after.migrations().rollbacks().plan(ended.id(), Set.of()))
                    .isInstanceOfSatisfying(
                            ProvisioningException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.ROLLBACK_IMPOSSIBLE))
                    .hasMessageContaining("counts-where-nothing-is");
        }
    }
}
