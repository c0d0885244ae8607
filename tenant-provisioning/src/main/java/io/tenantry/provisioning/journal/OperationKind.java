package io.tenantry.provisioning.journal;

import java.util.List;
import java.util.Optional;

/**
 * A kind of operation: what it is called, what it is given, and its steps.
 *
 * @param <I> the input: a record that Jackson writes and reads back; it is journaled, so it carries
 *     no secret
 */
public interface OperationKind<I> {
    /** Its name in the journal, dotted: at most 40 lower-case letters, digits, dots, hyphens. */
    String name();

    Class<I> inputType();

    /**
     * The names of the steps, in their order. They are journaled at submission; this process need
     * not be able to run all of them.
     */
    List<String> plan(I input);

    /**
     * Whether a failed step turns the operation back. One that cannot go back stops where it is
     * instead, failed, until an operator sets it going again.
     */
    default boolean isReversible() {
        return true;
    }

    /** The step of that name; empty if only another process (a server replica) can run it. */
    Optional<Step<I>> step(String name);
}
