package io.tenantry.peers.pools;

import io.agroal.api.AgroalDataSource;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** One tenant's pool, opened by its first lease. The counts belong to {@link TenantPools}. */
final class TenantPool {

    /** Leases that are out; guarded by the lock of {@link TenantPools}. */
    int leased;

    /** The most leases that were ever out at once, which is the most connections it can have. */
    int reserved;

    private final Opening opening;
    private @Nullable AgroalDataSource dataSource;

    TenantPool(Opening opening) {
        this.opening = opening;
    }

    /** How a pool is built. */
    @FunctionalInterface
    interface Opening {
        AgroalDataSource open() throws SQLException;
    }

    synchronized AgroalDataSource dataSource() throws SQLException {
        if (dataSource == null) {
            dataSource = opening.open();
        }
        return dataSource;
    }

    synchronized void close() {
        if (dataSource != null) {
            dataSource.close();
        }
    }
}
