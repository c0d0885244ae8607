package io.tenantry.provisioning.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.TestFleet;
import io.tenantry.routing.Ulid;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One real server under several names: the control plane takes them for as many. */
class ServerChoiceTest {
    private TestFleet fleet;

    @BeforeEach
    void open() {
        fleet = TestFleet.create();
        register("db2");
        register("db3");
    }

    @AfterEach
    void close() {
        fleet.close();
    }

    @Test
    void theLeastLoadedForItsWeightIsChosen() {
        change("db2", new IntakeChange(null, 300, null));
        change("db3", new IntakeChange(null, 1, null));

        for (int i = 0; i < 8; i++) {
            place(chosen(null, Map.of()));
        }

        assertThat(tenantsOn("db1")).isEqualTo(2);
        assertThat(tenantsOn("db2")).isEqualTo(6);
        assertThat(tenantsOn("db3")).isZero();
    }

    @Test
    void everyWantedLabelMustMatch() {
        change("db2", labels(Map.of("region", "eu")));
        change("db3", labels(Map.of("region", "eu", "dedicated", "acme")));

        assertThat(chosen(null, Map.of("region", "eu"))).isEqualTo("db2");
        assertThat(chosen(null, Map.of("region", "eu", "dedicated", "acme"))).isEqualTo("db3");
        assertThat(chosen("db2", Map.of())).isEqualTo("db2");
        assertRefused(
                null,
                Map.of("region", "us"),
                "db1 has no label region=us; db2 has no label region=us; db3 has no label region=us");
        assertRefused("db1", Map.of("region", "eu"), "db1 has no label region=eu");
    }

    @Test
    void aDedicatedServerTakesOnlyThoseThatAskForItsValue() {
        change("db1", labels(Map.of("dedicated", "acme")));
        change("db2", labels(Map.of("dedicated", "globex", "region", "eu")));
        fleet.servers().drain("db3", TestFleet.OPERATOR);

        assertThat(chosen(null, Map.of("dedicated", "acme"))).isEqualTo("db1");
        assertThat(chosen("db2", Map.of("dedicated", "globex"))).isEqualTo("db2");
        assertRefused(
                null,
                Map.of(),
                "db1 takes only tenants that ask for dedicated=acme; db2 takes only tenants that ask for dedicated=globex; db3 is draining");
        assertRefused(null, Map.of("region", "eu"), "ask for dedicated=globex");
        assertRefused("db1", Map.of(), "db1 takes only tenants that ask for dedicated=acme");
        assertRefused("db1", Map.of("dedicated", "globex"), "db1 has no label dedicated=globex");
    }

    @Test
    void aFullServerIsSkipped() {
        change("db1", capacity(1));
        change("db2", capacity(1));
        place("db1");
        place("db3");

        assertThat(chosen(null, Map.of())).isEqualTo("db2");
        place("db2");
        assertThat(chosen(null, Map.of())).isEqualTo("db3");
        assertRefused("db1", Map.of(), "db1 is full (1 of 1 tenants)");
    }

    @Test
    void aServerThatWasMeasuredFullIsSkipped() {
        change("db1", new IntakeChange(new Capacity(null, 1000L, null), null, null));
        change("db2", new IntakeChange(new Capacity(null, null, 10), null, null));
        fleet.controlPlane()
                .useTransaction(handle ->
                        handle.execute(
                                "UPDATE database_servers SET used_bytes = 1000, used_connections = 12"));

        assertThat(chosen(null, Map.of())).isEqualTo("db3");
        assertRefused("db1", Map.of(), "db1 is full (1000 of 1000 bytes)");
        assertRefused("db2", Map.of(), "db2 is full (12 of 10 connections)");
    }

    @Test
    void serversThatDrainOrAreDownAreSkipped() {
        fleet.servers().drain("db1", TestFleet.OPERATOR);
        fleet.servers().declareDown("db2", TestFleet.OPERATOR);
        assertThat(chosen(null, Map.of())).isEqualTo("db3");

        fleet.servers().drain("db3", TestFleet.OPERATOR);

        assertRefused(null, Map.of(), "db1 is draining; db2 is down; db3 is draining");
    }

    @Test
    void aServerOfWeightZeroTakesOnlyWhoNamesIt() {
        for (String name : new String[] {"db1", "db2", "db3"}) {
            change(name, new IntakeChange(null, 0, null));
        }

        assertThat(chosen("db2", Map.of())).isEqualTo("db2");
        assertRefused(null, Map.of(), "its weight is 0");
    }

    @Test
    void withoutAnyServerTheRefusalSaysSo() {
        try (TestFleet bare = TestFleet.empty()) {
            bare.controlPlane().migrate();
            assertThatThrownBy(() ->
                            bare.controlPlane()
                                    .useTransaction(handle ->
                                            ServerChoice.make(
                                                    handle, new ServerWish(null, Labels.NONE))))
                    .hasMessageContaining("register one");
        }
    }

    private static IntakeChange labels(Map<String, String> labels) {
        return new IntakeChange(null, null, new Labels(labels));
    }

    private static IntakeChange capacity(int tenants) {
        return new IntakeChange(new Capacity(tenants, null, null), null, null);
    }

    private void register(String name) {
        fleet.servers().register(TestFleet.registration(name, fleet.server()), TestFleet.OPERATOR);
    }

    private void change(String name, IntakeChange change) {
        fleet.servers().change(name, change, TestFleet.OPERATOR);
    }

    private String chosen(@Nullable String server, Map<String, String> labels) {
        ServerWish wish = new ServerWish(server, new Labels(labels));
        String id = fleet.controlPlane().inTransaction(handle -> ServerChoice.make(handle, wish));
        return fleet.servers().list().stream()
                .filter(known -> known.id().equals(id))
                .findFirst()
                .orElseThrow()
                .name();
    }

    private void assertRefused(
            @Nullable String server, Map<String, String> labels, String obstacles) {
        assertThatThrownBy(() -> chosen(server, labels))
                .isInstanceOfSatisfying(
                        ProvisioningException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.NO_SERVER_AVAILABLE))
                .hasMessageContaining(obstacles);
    }

    private long tenantsOn(String name) {
        return fleet.servers().overview(name).orElseThrow().load().tenants();
    }

    /** A row of a tenant database, and no database. */
    private void place(String server) {
        fleet.controlPlane()
                .useTransaction(handle -> {
                    String id = Ulid.next();
                    handle.createUpdate(
                                    """
                                    INSERT INTO tenants
                                        (id, slug, name, state, created_at, changed_at, route_changed_at)
                                    VALUES (:id, 'placed', 'Placed', 'active', NOW(6), NOW(6), NOW(6))
                                    """)
                            .bind("id", id)
                            .execute();
                    handle.createUpdate(
                                    """
                                    INSERT INTO tenant_databases
                                        (id, tenant_id, server_id, database_name, account,
                                         account_secret, epoch, state, created_at, changed_at)
                                    SELECT :id, :id, s.id, CONCAT('t_', LOWER(:id)), 'nobody', '', 1,
                                           'active', NOW(6), NOW(6)
                                    FROM database_servers s
                                    WHERE s.name = :server
                                    """)
                            .bind("id", id)
                            .bind("server", server)
                            .execute();
                });
    }
}
