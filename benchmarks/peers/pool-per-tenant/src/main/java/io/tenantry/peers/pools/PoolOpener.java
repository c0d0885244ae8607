package io.tenantry.peers.pools;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.agroal.api.transaction.TransactionIntegration;
import io.agroal.narayana.NarayanaTransactionIntegration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.SQLException;

/** Builds one tenant's pool the way Quarkus' guide does. */
@ApplicationScoped
class PoolOpener {

    private final PeerConfig config;
    private final TenantAccounts accounts;
    private final TransactionIntegration transactions;

    PoolOpener(
            PeerConfig config,
            TenantAccounts accounts,
            TransactionManager manager,
            TransactionSynchronizationRegistry registry) {
        this.config = config;
        this.accounts = accounts;
        this.transactions =
                new NarayanaTransactionIntegration(manager, registry, null, false, null);
    }

    /** A new pool, which connects when it is first asked to. */
    AgroalDataSource open(String tenant) throws SQLException {
        TenantAccounts.Account account = accounts.of(tenant);
        var connections =
                new AgroalConnectionFactoryConfigurationSupplier()
                        .jdbcUrl(config.url().replace("{database}", account.database()))
                        .principal(new NamePrincipal(account.user()))
                        .credential(new SimplePassword(account.password()));
        return AgroalDataSource.from(
                new AgroalDataSourceConfigurationSupplier()
                        .connectionPoolConfiguration(pool ->
                                pool.initialSize(0)
                                        .minSize(0)
                                        .maxSize(config.connections().perTenant())
                                        .acquisitionTimeout(config.connections().timeout())
                                        .transactionIntegration(transactions)
                                        .connectionFactoryConfiguration(connections)));
    }
}
