package io.tenantry.provisioning.journal;

import io.tenantry.routing.TenantId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operation, as the journal shows it.
 *
 * @param undoing whether it failed and is being, or has been, undone
 * @param errorCode why it failed, as a {@link
 *     io.tenantry.provisioning.ProvisioningException.Reason} code; null if it has not
 * @param nextAttemptAt when it is tried again if nobody is running it
 * @param steps in their order
 */
public record Operation(
        OperationId id,
        String kind,
        @Nullable TenantId tenant,
        OperationState state,
        boolean undoing,
        @Nullable String errorCode,
        @Nullable String errorDetail,
        String requestedBy,
        Instant nextAttemptAt,
        Instant createdAt,
        @Nullable Instant finishedAt,
        List<OperationStep> steps) {}
