package io.tenantry.provisioning.server;

import org.jspecify.annotations.Nullable;

/**
 * What shall become different in how a server takes tenants; null leaves a part as it is.
 *
 * @param capacity all of it: a limit that is null in it is lifted
 * @param labels all of them: what is not among them is taken off
 */
public record IntakeChange(
        @Nullable Capacity capacity, @Nullable Integer weight, @Nullable Labels labels) {
    /** Leaves all as it is. */
    public static final IntakeChange NONE = new IntakeChange(null, null, null);
}
