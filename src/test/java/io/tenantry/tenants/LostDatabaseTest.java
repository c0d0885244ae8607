package io.tenantry.tenants;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.ValidatableResponse;
import io.tenantry.provisioning.Provisioning;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.DatabaseName;
import io.tenantry.server.ServerTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tenant whose database somebody dropped by hand. */
@ServerTest
class LostDatabaseTest {
    @Inject Fleet fleet;
    @Inject Provisioning provisioning;

    private List<String> placement(Fleet.Open open) {
        return provisioning
                .controlPlane()
                .read(handle ->
                        handle.createQuery(
                                        """
                                        SELECT server_id FROM tenant_databases WHERE tenant_id = :id
                                        UNION ALL
                                        SELECT database_name FROM tenant_databases WHERE tenant_id = :id
                                        """)
                                .bind("id", open.id().value())
                                .mapTo(String.class)
                                .list());
    }

    private void as(Fleet.Open open, AdminWork work) throws SQLException {
        List<String> placement = placement(open);
        try (AdminConnection admin = provisioning.connections().open(placement.get(0))) {
            work.on(admin, new DatabaseName(placement.get(1)));
        }
    }

    /** What somebody does to a database by hand. */
    private interface AdminWork {
        void on(AdminConnection admin, DatabaseName database) throws SQLException;
    }

    private static ValidatableResponse designs(Fleet.Open open) {
        return Fleet.as(open.token()).get("/api/v1/designs").then();
    }

    /** With and without connections that had the database already. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void itsRequestsSayThatItIsMissingAndWhatTheOperatorCanDo(boolean served) throws SQLException {
        Fleet.Open open = fleet.open();
        if (served) {
            designs(open).statusCode(200);
        }
        as(open, AdminConnection::dropDatabase);

        designs(open)
                .statusCode(503)
                .body("code", equalTo("tenant_database_missing"))
                .body("remedy", containsString("restore a backup"));
        designs(fleet.shared("lost")).statusCode(200);
    }

    @Test
    void aMissingTableIsSomethingElse() throws SQLException {
        Fleet.Open open = fleet.open();
        designs(open).statusCode(200);
        as(
                open,
                (admin, database) ->
                        admin.execute("DROP TABLE %s.designs".formatted(database.quoted())));

        designs(open).statusCode(500).body("code", equalTo("internal_error"));
    }
}
