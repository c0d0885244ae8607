package io.tenantry.provisioning.journal;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A kind of operation between whose runner and steps a test stands. */
public record DecoratedKind<I>(OperationKind<I> kind, UnaryOperator<Step<I>> decoration)
        implements OperationKind<I> {
    /** Leaves all steps but one as they are. */
    public static <I> DecoratedKind<I> at(
            OperationKind<I> kind, String step, UnaryOperator<Step<I>> decoration) {
        return new DecoratedKind<>(
                kind, each -> each.name().equals(step) ? decoration.apply(each) : each);
    }

    @Override
    public String name() {
        return kind.name();
    }

    @Override
    public Class<I> inputType() {
        return kind.inputType();
    }

    @Override
    public boolean isReversible() {
        return kind.isReversible();
    }

    @Override
    public List<String> plan(I input) {
        return kind.plan(input);
    }

    @Override
    public Optional<Step<I>> step(String name) {
        return kind.step(name).map(decoration);
    }
}
