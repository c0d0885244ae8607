package io.tenantry.routing.pool;

import io.tenantry.routing.RoutingException;
import io.tenantry.routing.TenantId;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/** A unit of work that waits for a connection; guarded by the lock its condition belongs to. */
final class Waiter {
    private final TenantId tenant;
    private final Condition turn;
    private boolean admitted;
    private @Nullable RoutingException dismissal;

    Waiter(TenantId tenant, Condition turn) {
        this.tenant = tenant;
        this.turn = turn;
    }

    TenantId tenant() {
        return tenant;
    }

    void admit() {
        admitted = true;
        turn.signal();
    }

    void dismiss(RoutingException why) {
        dismissal = why;
        turn.signal();
    }

    /**
     * @throws RoutingException if it has been sent away
     */
    boolean isAdmitted() {
        if (dismissal != null) {
            throw dismissal;
        }
        return admitted;
    }

    /** Signalled when either has been decided. */
    Condition turn() {
        return turn;
    }
}
