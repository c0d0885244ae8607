package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.OperationKind;
import io.tenantry.provisioning.journal.Step;
import java.util.List;
import java.util.Optional;

/** The operation {@value #NAME}: rows of a peek go back into the tenant's database. */
final class RowsKind implements OperationKind<ReturnRows> {
    static final String NAME = "peek.rows";

    private final Step<ReturnRows> step;

    RowsKind(ControlPlane controlPlane) {
        this.step = new BringRowsBack(controlPlane);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<ReturnRows> inputType() {
        return ReturnRows.class;
    }

    @Override
    public List<String> plan(ReturnRows input) {
        return List.of(step.name());
    }

    @Override
    public Optional<Step<ReturnRows>> step(String wanted) {
        return wanted.equals(step.name()) ? Optional.of(step) : Optional.empty();
    }
}
