package io.tenantry.provisioning.warm;

import io.tenantry.provisioning.journal.OperationKind;
import io.tenantry.provisioning.journal.Step;
import java.util.List;
import java.util.Optional;

/**
 * The operations {@code database.prepare} and {@code database.discard}: one step each.
 *
 * @param isReversible whether a failed step is undone
 */
record WarmKind(String name, Step<WarmWish> only, boolean isReversible)
        implements OperationKind<WarmWish> {
    static final String PREPARE = "database.prepare";
    static final String DISCARD = "database.discard";

    @Override
    public Class<WarmWish> inputType() {
        return WarmWish.class;
    }

    @Override
    public List<String> plan(WarmWish input) {
        return List.of(only.name());
    }

    @Override
    public Optional<Step<WarmWish>> step(String step) {
        return step.equals(only.name()) ? Optional.of(only) : Optional.empty();
    }
}
