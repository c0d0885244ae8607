package io.tenantry.replicas;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the two replicas, which start for the first that asks and stop after the last. */
final class TwoReplicas implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(TwoReplicas.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Replicas.class;
    }

    @Override
    public Replicas resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // What is kept at the root is closed at the end of the run.
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Replicas.class, _ -> new Replicas(), Replicas.class);
    }
}
