package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.Step;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.server.AdminConnection;
import java.sql.SQLException;
import java.sql.SQLTransientException;

/**
 * Brings rows back. Done again after a crash it finds them there, and says that nothing was to be
 * done.
 */
final class BringRowsBack implements Step<ReturnRows> {
    static final String NAME = "bring-rows-back";

    private final ControlPlane controlPlane;

    BringRowsBack(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void execute(StepContext<ReturnRows> context) throws SQLException {
        ReturnRows input = context.input();
        PeekDiffs.Both both = both(context);
        AdminConnection admin = context.admin(both.live().serverId(), both.live().name());
        if (!both(context).equals(both)) {
            // It was waited for, and the route has turned meanwhile.
            throw new SQLTransientException("the tenant has another database by now");
        }
        RowsReport report = new RowTransaction(admin, both).run(input.wish(), true);
        context.alongside(
                handle -> RowReturnRows.done(handle, input.id(), report, controlPlane.now()));
    }

    private static PeekDiffs.Both both(StepContext<ReturnRows> context) {
        return context.read(
                handle -> PeekDiffs.Both.of(handle, context.tenant(), context.input().peek()));
    }

    /** It is one transaction: what failed has changed nothing. */
    @Override
    public void undo(StepContext<ReturnRows> context) {
        context.alongside(
                handle -> RowReturnRows.failed(handle, context.input().id(), controlPlane.now()));
    }
}
