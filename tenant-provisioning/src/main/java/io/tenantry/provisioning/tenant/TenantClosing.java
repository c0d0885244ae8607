package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.OperationKind;
import io.tenantry.provisioning.journal.Step;
import java.util.List;
import java.util.Optional;

/**
 * The operations {@code tenant.suspend} and {@code tenant.delete}.
 *
 * <p>The route is closed in the transaction that journals the operation; what is left to do is to
 * make the database server agree. A server that does not answer must not open the route again, so
 * this does not turn back: it stops, failed, with the tenant closed.
 */
final class TenantClosing implements OperationKind<CloseTenant> {
    static final String SUSPEND = "tenant.suspend";
    static final String DELETE = "tenant.delete";

    private final String name;
    private final Step<CloseTenant> cutSessions;

    TenantClosing(String name, ControlPlane controlPlane) {
        this.name = name;
        this.cutSessions = new CutSessions<>(controlPlane, CloseTenant::graceMillis);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Class<CloseTenant> inputType() {
        return CloseTenant.class;
    }

    @Override
    public boolean isReversible() {
        return false;
    }

    @Override
    public List<String> plan(CloseTenant input) {
        return List.of(CutSessions.NAME);
    }

    @Override
    public Optional<Step<CloseTenant>> step(String step) {
        return step.equals(CutSessions.NAME) ? Optional.of(cutSessions) : Optional.empty();
    }
}
