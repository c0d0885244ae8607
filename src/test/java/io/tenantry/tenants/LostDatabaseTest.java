package io.tenantry.tenants;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.tenantry.provisioning.Provisioning;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.DatabaseName;
import io.tenantry.server.ServerTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

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

    @Test
    void itsRequestsSayThatItIsMissingAndWhatTheOperatorCanDo() throws SQLException {
        Fleet.Open open = fleet.open();
        List<String> placement = placement(open);
        try (AdminConnection admin = provisioning.connections().open(placement.get(0))) {
            admin.dropDatabase(new DatabaseName(placement.get(1)));
        }

        Fleet.as(open.token())
                .get("/api/v1/designs")
                .then()
                .statusCode(503)
                .body("code", equalTo("tenant_database_missing"))
                .body("remedy", containsString("restore a backup"));
        Fleet.as(fleet.shared("lost").token()).get("/api/v1/designs").then().statusCode(200);
    }
}
