package io.tenantry.provisioning.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.journal.Operation;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.provisioning.migration.MigrationState;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.TenantState;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of every kind of operation whose database server vanishes in the middle. */
class VanishingServerTest {
    private static VanishingServer story;

    @BeforeAll
    static void everythingIsAtWorkWhenTheServerVanishes() throws SQLException {
        story = new VanishingServer();
    }

    @AfterAll
    static void close() {
        story.close();
    }

    private static void assertEnded(
            VanishingServer.Case each, OperationState end, TenantState state) {
        assertThat(story.now(each).state()).as(story.now(each).toString()).isEqualTo(end);
        assertThat(story.state(each)).isEqualTo(state);
    }

    @Test
    void nothingIsGivenUpAtOnce() {
        assertThat(story.firstFailures())
                .hasSize(2 * VanishingWish.values().length)
                .allSatisfy(operation -> {
                    assertThat(operation.state()).isEqualTo(OperationState.RUNNING);
                    assertThat(operation.undoing()).isFalse();
                });
    }

    @ParameterizedTest
    @EnumSource
    void whatFindsItsServerBackGoesOn(VanishingWish wish) {
        assertEnded(
                VanishingServer.of(story.soon(), wish), OperationState.SUCCEEDED, wish.whenSoon());
    }

    @ParameterizedTest
    @EnumSource
    void whatWaitsInVainSaysForWhichServer(VanishingWish wish) {
        Operation operation = VanishingServer.of(story.wornOut(), wish);
        assertThat(operation.state()).as(operation.toString()).isEqualTo(wish.wornOut());
        assertThat(VanishingServer.of(story.whileAway(), wish)).isEqualTo(wish.whileAway());
        if (wish == VanishingWish.MIGRATE) {
            assertThat(story.failedTargets())
                    .singleElement()
                    .satisfies(target -> {
                        assertThat(target.code()).isEqualTo("server_unreachable");
                        assertThat(target.detail()).contains(VanishingServer.MORTAL);
                    });
        } else {
            assertThat(operation.errorCode()).isEqualTo("server_unreachable");
            assertThat(operation.errorDetail()).contains(VanishingServer.MORTAL);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRetryFinishesOrUndoesWhatWaitedInVain(VanishingWish wish) {
        assertEnded(VanishingServer.of(story.late(), wish), wish.afterRetry(), wish.whenLate());
    }

    @Test
    void migrationsAreMadeOnce() {
        for (Map<VanishingWish, VanishingServer.Case> cases : List.of(story.soon(), story.late())) {
            VanishingServer.Case each = VanishingServer.of(cases, VanishingWish.MIGRATE);
            assertThat(story.stateOf(each.migration())).isEqualTo(MigrationState.SUCCEEDED);
            assertThat(
                            TestFleet.on(
                                    story.mortal(),
                                    "SELECT CONCAT(name, '=', times) FROM %s.counters ORDER BY name"
                                            .formatted(story.place(each.tenant()).name())))
                    .containsExactly("again=1", "styled=1");
        }
    }

    @Test
    void tenantsOfAnotherServerAreClosedAndOpenedMeanwhile() {
        assertThat(story.ofBystander())
                .containsExactly(OperationState.SUCCEEDED, OperationState.SUCCEEDED);
    }

    @Test
    void theBooksAndTheServerAgree() {
        Map<TenantDatabase, TenantState> books = books();
        List<String> made = new ArrayList<>();
        books.forEach((database, state) -> {
            made.add(database.name().value());
            made.add(database.account() + "@");
            made.add("%s to %s".formatted(database.name(), database.account()));
            assertAgrees(database, state);
        });
        // In a grant the underscore is not a wildcard.
        assertThat(TestFleet.madeOn(story.mortal()).stream().map(each -> each.replace("\\", "")))
                .containsExactlyInAnyOrderElementsOf(made);
    }

    /** Every database that is said to be on the server, with the state of its tenant. */
    private static Map<TenantDatabase, TenantState> books() {
        return story.fleet()
                .controlPlane()
                .read(handle ->
                        handle
                                .createQuery(
                                        """
                                        SELECT d.tenant_id
                                        FROM tenant_databases d JOIN database_servers s ON s.id = d.server_id
                                        WHERE s.name = :server
                                        """)
                                .bind("server", VanishingServer.MORTAL)
                                .mapTo(String.class)
                                .map(TenantId::new)
                                .stream()
                                .collect(
                                        Collectors.toMap(
                                                id -> PlacementRows.of(handle, id).orElseThrow(),
                                                id ->
                                                        TenantRows.byId(handle, id)
                                                                .orElseThrow()
                                                                .state())));
    }

    private static void assertAgrees(TenantDatabase database, TenantState state) {
        String password =
                story.fleet()
                        .controlPlane()
                        .read(handle ->
                                PlacementRows.password(
                                        handle, database.id(), story.fleet().secrets()));
        assertThat(
                        TestFleet.on(
                                story.mortal(),
                                "SELECT epoch FROM %s.tenant_identity".formatted(database.name())))
                .containsExactly(String.valueOf(database.epoch()));
        if (state == TenantState.ACTIVE) {
            try (Connection account =
                    TestFleet.connect(story.mortal(), database.account().value(), password)) {
                assertThat(account.isValid(1)).isTrue();
            } catch (SQLException e) {
                throw new AssertionError("the account of an active tenant is refused", e);
            }
        } else {
            assertThatThrownBy(() ->
                            TestFleet.connect(story.mortal(), database.account().value(), password))
                    .hasMessageContaining("lock");
        }
    }
}
