package io.tenantry.benchmarks.routing;

import io.tenantry.benchmarks.workbench.DatabaseAddress;
import io.tenantry.benchmarks.workbench.DesignRows;
import io.tenantry.benchmarks.workbench.FleetTenant;
import io.tenantry.benchmarks.workbench.Workbench;
import io.tenantry.localstack.DatabaseServer;
import io.tenantry.provisioning.changelog.TenantChangelog;
import io.tenantry.provisioning.liquibase.SerialLiquibase;
import io.tenantry.provisioning.server.GeneratedPassword;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** The one database of the single-tenant peer, with the designs of all tenants. */
final class SingleTenantDatabase {

    private static final String NAME = "bench_single_tenant";

    private SingleTenantDatabase() {}

    /** Makes the database on the platform's server, and its account. */
    static DatabaseAddress create(Workbench workbench, List<FleetTenant> tenants)
            throws SQLException {
        DatabaseServer server = workbench.platformServer();
        String password = GeneratedPassword.next();
        try (Connection admin = workbench.admin(server, "").connect()) {
            try (Statement statement = admin.createStatement()) {
                statement.execute("CREATE DATABASE %s CHARACTER SET utf8mb4".formatted(NAME));
                statement.execute(
                        "CREATE USER '%s'@'%%' IDENTIFIED BY '%s'".formatted(NAME, password));
                statement.execute(
                        "GRANT SELECT, INSERT, UPDATE, DELETE ON `%s`.* TO '%s'@'%%'"
                                .formatted(NAME.replace("_", "\\_"), NAME));
            }
            admin.setCatalog(NAME);
            SerialLiquibase.update(admin, TenantChangelog.DEFAULT_ROOT);
            insertDesigns(admin, tenants);
        }
        return new DatabaseAddress(workbench.jdbcUrl(server, NAME), NAME, password);
    }

    private static void insertDesigns(Connection admin, List<FleetTenant> tenants)
            throws SQLException {
        LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC);
        try (PreparedStatement insert = admin.prepareStatement(DesignRows.insertInto(NAME))) {
            for (FleetTenant tenant : tenants) {
                DesignRows.bind(insert, tenant, now);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
