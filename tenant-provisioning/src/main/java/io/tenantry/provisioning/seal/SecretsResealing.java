package io.tenantry.provisioning.seal;

import io.tenantry.provisioning.journal.OperationKind;
import io.tenantry.provisioning.journal.Step;
import java.util.List;
import java.util.Optional;

/**
 * The operation {@code secrets.reseal}. A step that fails stops it where it is: what is sealed anew
 * by then is as good as what is not, and setting it going again does the rest.
 */
final class SecretsResealing implements OperationKind<ResealSecrets> {
    static final String NAME = "secrets.reseal";

    private final List<Step<ResealSecrets>> steps;

    SecretsResealing(List<Step<ResealSecrets>> steps) {
        this.steps = List.copyOf(steps);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<ResealSecrets> inputType() {
        return ResealSecrets.class;
    }

    @Override
    public boolean isReversible() {
        return false;
    }

    @Override
    public List<String> plan(ResealSecrets input) {
        return steps.stream().map(Step::name).toList();
    }

    @Override
    public Optional<Step<ResealSecrets>> step(String name) {
        return steps.stream().filter(step -> step.name().equals(name)).findFirst();
    }
}
