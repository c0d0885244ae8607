package io.tenantry.provisioning.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an onlooker is told.
 *
 * @param sequence 1 and up within the operation, without gaps
 * @param step the step it is about; null if it is about the whole operation
 * @param state a {@link StepState} code, {@code retrying} or {@code failed} of a step; an {@link
 *     OperationState} code of the operation
 * @param detail more, for people; null if there is nothing to add
 */
public record OperationEvent(
        int sequence, Instant at, @Nullable String step, String state, @Nullable String detail) {}
