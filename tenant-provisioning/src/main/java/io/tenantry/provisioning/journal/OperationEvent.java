package io.tenantry.provisioning.journal;

import java.time.Instant;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What an onlooker is told.
 *
 * @param sequence 1 and up within the operation, without gaps
 * @param step the step it is about; null if it is about the whole operation
 * @param state a {@link StepState} code, {@code retrying}, {@code waiting}, {@code failed} or
 *     {@code progress} of a step; an {@link OperationState} code of the operation
 * @param detail more, for people; null if there is nothing to add
 */
public record OperationEvent(
        int sequence, Instant at, @Nullable String step, String state, @Nullable String detail) {

    /** How far its step is, 0 to 99; empty if it is about something else. */
    public OptionalInt percent() {
        return state.equals(Note.PROGRESS) && detail != null
                ? OptionalInt.of(Integer.parseInt(detail.substring(0, detail.indexOf(' '))))
                : OptionalInt.empty();
    }
}
