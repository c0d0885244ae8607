package io.tenantry.provisioning.journal;

import io.tenantry.routing.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Which operations a list shows; whatever is null does not matter.
 *
 * @param tenant whom they are about
 * @param kind as {@link OperationKind#name}, whole
 */
public record OperationFilter(
        @Nullable TenantId tenant, @Nullable OperationState state, @Nullable String kind) {
    /** All of them. */
    public static final OperationFilter ALL = new OperationFilter(null, null, null);
}
