package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.server.AccountSessions;
import io.tenantry.provisioning.server.Accounts;
import io.tenantry.provisioning.server.AdminConnection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.ToLongFunction;

/**
 * Makes a closed route hold against everybody: the tenant's account is locked, and its sessions are
 * ended once what they do is done or its grace is over. A replica that has not heard that the route
 * is closed gets an error instead of data.
 *
 * @param <I> the operation's input
 */
final class CutSessions<I> extends PlacedStep<I> {
    static final String NAME = "cut-sessions";

    private final ControlPlane controlPlane;
    private final ToLongFunction<I> graceMillis;

    CutSessions(ControlPlane controlPlane, ToLongFunction<I> graceMillis) {
        super(NAME);
        this.controlPlane = controlPlane;
        this.graceMillis = graceMillis;
    }

    @Override
    void execute(StepContext<I> context, TenantDatabase database) throws SQLException {
        AdminConnection admin = admin(context, database);
        Accounts.lock(admin, database.account());
        Farewell.ofClosed(Duration.ofMillis(graceMillis.applyAsLong(context.input())))
                .take(context, controlPlane, new AccountSessions(admin, database.account()));
    }

    /** Closing is not turned back; see {@link TenantClosing}. */
    @Override
    void undo(StepContext<I> context, TenantDatabase database) {}
}
