package io.tenantry.provisioning.liquibase;

import liquibase.Scope;
import liquibase.database.Database;
import liquibase.lockservice.DatabaseChangeLogLock;
import liquibase.lockservice.LockService;

/**
 * A lock that the caller already holds on the server, under a name; Liquibase needs no second one.
 *
 * <p>Public with a public constructor because Liquibase instantiates it. It offers itself only
 * during a turn of {@link SerialLiquibase}, so other users of Liquibase in the JVM keep theirs.
 */
public final class HeldElsewhere implements LockService {
    static final String SCOPE_KEY = "tenantry.lockHeldElsewhere";

    @Override
    public int getPriority() {
        return PRIORITY_DATABASE + 1;
    }

    @Override
    public boolean supports(Database database) {
        return Scope.getCurrentScope().get(SCOPE_KEY, false);
    }

    @Override
    public boolean hasChangeLogLock() {
        return true;
    }

    @Override
    public boolean acquireLock() {
        return true;
    }

    @Override
    public DatabaseChangeLogLock[] listLocks() {
        return new DatabaseChangeLogLock[0];
    }

    @Override
    public void setDatabase(Database database) {}

    @Override
    public void setChangeLogLockWaitTime(long minutes) {}

    @Override
    public void setChangeLogLockRecheckTime(long seconds) {}

    @Override
    public void waitForLock() {}

    @Override
    public void releaseLock() {}

    @Override
    public void forceReleaseLock() {}

    @Override
    public void reset() {}

    @Override
    public void init() {}

    @Override
    public void destroy() {}
}
