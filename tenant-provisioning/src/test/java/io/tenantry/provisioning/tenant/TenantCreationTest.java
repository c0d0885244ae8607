package io.tenantry.provisioning.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.TestReplica;
import io.tenantry.provisioning.journal.Operation;
import io.tenantry.provisioning.journal.OperationEvent;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.routing.TenantState;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TenantCreationTest {
    private static TestFleet fleet;
    private TestReplica replica;

    @BeforeAll
    static void open() {
        fleet = TestFleet.create();
    }

    @AfterAll
    static void closeFleet() {
        fleet.close();
    }

    @BeforeEach
    void start() {
        replica = TestReplica.on(fleet);
    }

    @AfterEach
    void stop() {
        replica.close();
    }

    private RequestedTenant create(String slug) {
        return replica.tenants().create(wish(slug), TestFleet.OPERATOR);
    }

    private static CreateTenant wish(String slug) {
        return new CreateTenant(slug, "Tenant " + slug, null, null, null);
    }

    private static TenantDatabase placement(RequestedTenant requested) {
        return fleet.controlPlane()
                .read(handle -> PlacementRows.of(handle, requested.tenant().id()).orElseThrow());
    }

    private static Connection connectAs(TenantDatabase database) throws SQLException {
        String password =
                fleet.controlPlane()
                        .read(handle ->
                                PlacementRows.password(handle, database.id(), fleet.secrets()));
        return fleet.connect(database.account().value(), password);
    }

    @Test
    void makesATenantWithADatabaseAndAnAccountOfItsOwn() throws SQLException {
        RequestedTenant requested = create("acme");

        Operation operation = replica.await(requested.operation());

        assertThat(operation.state()).isEqualTo(OperationState.SUCCEEDED);
        Tenant tenant = replica.tenants().find(requested.tenant().id()).orElseThrow();
        assertThat(tenant.state()).isEqualTo(TenantState.ACTIVE);
        assertThat(tenant.server()).isEqualTo(TestFleet.SERVER);
        assertThat(replica.announced()).containsExactly(tenant.id());
        TenantDatabase database = placement(requested);
        try (Connection account = connectAs(database)) {
            assertThat(
                            TestFleet.texts(
                                    account,
                                    "SELECT CONCAT(tenant_id, '/', database_id, '/', epoch) FROM %s.tenant_identity"
                                            .formatted(database.name())))
                    .containsExactly("%s/%s/1".formatted(tenant.id(), database.id()));
        }
    }

    @Test
    void anAccountSeesNoDatabaseButItsOwn() throws SQLException {
        RequestedTenant one = create("one");
        RequestedTenant other = create("other");
        replica.await(one.operation());
        replica.await(other.operation());
        TenantDatabase own = placement(one);

        try (Connection account = connectAs(own)) {
            assertThat(TestFleet.texts(account, "SHOW DATABASES"))
                    .contains(own.name().value())
                    .isSubsetOf(own.name().value(), "information_schema", "performance_schema");
            assertThatThrownBy(() ->
                            TestFleet.texts(
                                    account,
                                    "SELECT title FROM %s.designs"
                                            .formatted(placement(other).name())))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("denied");
            assertThatThrownBy(() ->
                            account.createStatement()
                                    .execute("DROP TABLE %s.designs".formatted(own.name())))
                    .hasMessageContaining("denied");
        }
    }

    @Test
    void anUnderscoreInAGrantReachesNoLookAlike() throws SQLException {
        RequestedTenant requested = create("look-alike");
        replica.await(requested.operation());
        TenantDatabase database = placement(requested);
        String lookAlike = database.name().value().replaceFirst("_", "x");
        fleet.executeOnServer("CREATE DATABASE " + lookAlike);

        try (Connection account = connectAs(database)) {
            assertThat(TestFleet.texts(account, "SHOW DATABASES")).doesNotContain(lookAlike);
        } finally {
            fleet.executeOnServer("DROP DATABASE " + lookAlike);
        }
    }

    @Test
    void tellsWhatHappensStepByStep() {
        RequestedTenant requested = create("events");
        replica.await(requested.operation());

        List<OperationEvent> events = replica.operations().eventsAfter(requested.operation(), 0);

        assertThat(events).extracting(OperationEvent::sequence).doesNotHaveDuplicates().isSorted();
        assertThat(events)
                .extracting(event -> "%s %s".formatted(event.step(), event.state()))
                .containsExactly(
                        "place doing",
                        "place done",
                        "create-database doing",
                        "create-database done",
                        "create-account doing",
                        "create-account done",
                        "apply-changelog doing",
                        "apply-changelog done",
                        "write-identity doing",
                        "write-identity done",
                        "open-route doing",
                        "open-route done",
                        "null succeeded");
        assertThat(replica.operations().eventsAfter(requested.operation(), 11)).hasSize(2);
    }

    @Test
    void refusesASlugThatIsTaken() {
        create("taken");

        assertThatThrownBy(() -> create("taken"))
                .isInstanceOfSatisfying(
                        ProvisioningException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.SLUG_TAKEN));
    }
}
