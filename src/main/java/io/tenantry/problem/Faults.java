package io.tenantry.problem;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Translates violated constraints of a resource method into pointers a client understands. */
final class Faults {
    /** By convention the parameter that takes a resource method's body has this name. */
    private static final String BODY = "body";

    private Faults() {}

    /** The faults of the caller's values; empty if none of the violations is the caller's. */
    static List<Problem.Fault> of(ConstraintViolationException failure) {
        return failure.getConstraintViolations().stream()
                .filter(Faults::isOfParameter)
                .map(Faults::fault)
                .sorted(Comparator.comparing(Problem.Fault::toString))
                .toList();
    }

    private static boolean isOfParameter(ConstraintViolation<?> violation) {
        List<Path.Node> nodes = nodes(violation);
        return nodes.size() >= 2 && nodes.get(1).getKind() == ElementKind.PARAMETER;
    }

    private static Problem.Fault fault(ConstraintViolation<?> violation) {
        List<Path.Node> nodes = nodes(violation);
        String parameter = nodes.get(1).getName();
        if (nodes.size() == 2 && !parameter.equals(BODY)) {
            return new Problem.Fault(null, parameter, violation.getMessage());
        }
        StringBuilder pointer = new StringBuilder();
        for (Path.Node node : nodes.subList(2, nodes.size())) {
            if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            }
            // A list element is a node of its own whose name is not a field.
            if (node.getKind() == ElementKind.PROPERTY) {
                pointer.append('/').append(node.getName());
            }
        }
        return new Problem.Fault(pointer.toString(), null, violation.getMessage());
    }

    private static List<Path.Node> nodes(ConstraintViolation<?> violation) {
        List<Path.Node> nodes = new ArrayList<>();
        violation.getPropertyPath().forEach(nodes::add);
        return nodes;
    }
}
