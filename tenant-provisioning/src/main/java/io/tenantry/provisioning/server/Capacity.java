package io.tenantry.provisioning.server;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much a server takes before it is full. It goes on serving what it has.
 *
 * @param maxTenants databases of tenants, 0 and up; null for no limit. Never exceeded
 * @param maxBytes bytes of tenants' data as last measured, 0 and up; null for no limit
 * @param maxConnections client connections as last measured, 0 and up; null for no limit
 */
public record Capacity(
        @Nullable Integer maxTenants, @Nullable Long maxBytes, @Nullable Integer maxConnections) {
    /** No limit. */
    public static final Capacity UNLIMITED = new Capacity(null, null, null);

    /**
     * @throws ProvisioningException with {@link Reason#SERVER_MALFORMED} if a limit is negative
     */
    public Capacity {
        demand(maxTenants, "most tenants");
        demand(maxBytes, "most bytes");
        demand(maxConnections, "most connections");
    }

    private static void demand(@Nullable Number limit, String what) {
        if (limit != null && limit.longValue() < 0) {
            throw new ProvisioningException(
                    Reason.SERVER_MALFORMED, "a server's %s are 0 and up".formatted(what));
        }
    }

    /** What is used up; empty if there is room for one tenant more. */
    Optional<String> exhaustedBy(ServerLoad load) {
        return used(load.tenants(), maxTenants, "tenants")
                .or(() -> used(load.bytes(), maxBytes, "bytes"))
                .or(() -> used(load.connections(), maxConnections, "connections"));
    }

    private static Optional<String> used(
            @Nullable Number used, @Nullable Number limit, String what) {
        return used == null || limit == null || used.longValue() < limit.longValue()
                ? Optional.empty()
                : Optional.of("%s of %s %s".formatted(used, limit, what));
    }
}
