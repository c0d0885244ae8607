package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.journal.OperationKind;
import io.tenantry.provisioning.journal.Step;
import java.util.List;
import java.util.Optional;

/**
 * An operation of one step on a database that serves no more. There is no way back, so a failure
 * stops it until it is set going again.
 */
record UnservingKind(String name, Step<DropKept> step) implements OperationKind<DropKept> {
    /** A database that was kept long enough goes. */
    static final String DROP = "tenant.drop-kept";

    /** A server that was lost has come back, and the database that was left on it is locked. */
    static final String FENCE = "tenant.fence-left";

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
