package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.journal.OperationKind;
import io.tenantry.provisioning.journal.Step;
import java.util.List;
import java.util.Optional;

/** An operation on a peek. It does not keep other operations off the tenant. */
record PeekKind(String name, List<Step<OpenPeek>> steps, boolean isReversible)
        implements OperationKind<OpenPeek> {
    static final String OPEN = "peek.open";
    static final String END = "peek.end";

    @Override
    public Class<OpenPeek> inputType() {
        return OpenPeek.class;
    }

    @Override
    public List<String> plan(OpenPeek input) {
        return steps.stream().map(Step::name).toList();
    }

    @Override
    public Optional<Step<OpenPeek>> step(String wanted) {
        return steps.stream().filter(step -> step.name().equals(wanted)).findFirst();
    }
}
