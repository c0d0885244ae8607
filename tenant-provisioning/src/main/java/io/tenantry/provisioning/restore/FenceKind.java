package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.OperationKind;
import io.tenantry.provisioning.journal.Step;
import java.util.List;
import java.util.Optional;

/**
 * The operation {@value #NAME}: a server that was lost has come back, and the database that was
 * left on it is locked. There is no way back, so a failure stops it until it is set going again.
 */
final class FenceKind implements OperationKind<DropKept> {
    static final String NAME = "tenant.fence-left";

    private final Step<DropKept> step;

    FenceKind(ControlPlane controlPlane) {
        this.step = new FenceLeftDatabase(controlPlane);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<DropKept> inputType() {
        return DropKept.class;
    }

    @Override
    public boolean isReversible() {
        return false;
    }

    @Override
    public List<String> plan(DropKept input) {
        return List.of(step.name());
    }

    @Override
    public Optional<Step<DropKept>> step(String wanted) {
        return wanted.equals(step.name()) ? Optional.of(step) : Optional.empty();
    }
}
