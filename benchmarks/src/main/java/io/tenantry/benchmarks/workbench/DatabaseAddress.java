package io.tenantry.benchmarks.workbench;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A database and an account on it.
 *
 * @param jdbcUrl for MySQL Connector/J
 */
public record DatabaseAddress(String jdbcUrl, String user, String password) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A connection of its own, which the caller closes. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, user, password);
    }

    /** A pool without transactions, which the caller closes. */
    public AgroalDataSource pool(int size) throws SQLException {
        return AgroalDataSource.from(
                new AgroalDataSourceConfigurationSupplier()
                        .connectionPoolConfiguration(pool ->
                                pool.maxSize(size)
                                        .acquisitionTimeout(PATIENCE)
                                        .connectionFactoryConfiguration(factory ->
                                                factory.jdbcUrl(jdbcUrl)
                                                        .principal(new NamePrincipal(user))
                                                        .credential(
                                                                new SimplePassword(password)))));
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
        return "%s as %s".formatted(jdbcUrl, user);
    }
}
