package io.tenantry.routing.hibernate;

import org.hibernate.boot.model.TypeContributions;
import org.hibernate.dialect.DatabaseVersion;
import org.hibernate.dialect.MySQLDialect;
import org.hibernate.dialect.lock.internal.MariaDBLockingSupport;
import org.hibernate.dialect.lock.spi.LockingSupport;
import org.hibernate.service.ServiceRegistry;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.jdbc.JsonAsStringJdbcType;

/**
 * One dialect for MySQL and MariaDB, since tenants of one service may lie on either: what only one
 * of them understands (locks by alias, FOR SHARE, lateral joins, casts to JSON) is left out.
 */
public class TenantDialect extends MySQLDialect {
    private static final LockingSupport LOCKING =
            new MariaDBLockingSupport(DatabaseVersion.make(10, 11));

    public TenantDialect() {
        super(DatabaseVersion.make(8, 0, 39));
    }

    @Override
    public void contributeTypes(TypeContributions contributions, ServiceRegistry services) {
        // Before MySQL's own, which casts to a type that MariaDB does not have.
        contributions
                .getTypeConfiguration()
                .getJdbcTypeRegistry()
                .addDescriptor(SqlTypes.JSON, JsonAsStringJdbcType.VARCHAR_INSTANCE);
        super.contributeTypes(contributions, services);
    }

    @Override
    public LockingSupport getLockingSupport() {
        return LOCKING;
    }

    @Override
    protected boolean supportsAliasLocks() {
        return false;
    }

    @Override
    protected boolean supportsForShare() {
        return false;
    }

    @Override
    public boolean supportsLateral() {
        return false;
    }
}
