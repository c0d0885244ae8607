package io.tenantry.provisioning.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A step of an operation, as the journal shows it.
 *
 * @param position its place in the order, from 0
 * @param attempts how often it (or its undo) was begun
 * @param errorDetail what its last failed attempt said; null if none failed
 * @param startedAt when its first attempt began; null if it is pending
 * @param finishedAt when it was done or undone
 */
public record OperationStep(
        int position,
        String name,
        StepState state,
        int attempts,
        @Nullable String errorDetail,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {}
