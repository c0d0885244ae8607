package io.tenantry.provisioning.journal;

import io.tenantry.routing.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operation that is asked for.
 *
 * @param input as JSON
 * @param plan the names of its steps, at least one
 * @param runner who runs it from the start; null if whoever finds it
 */
record Submission(
        OperationId id,
        String kind,
        @Nullable TenantId tenant,
        String input,
        List<String> plan,
        String requestedBy,
        @Nullable String runner) {}
