package io.tenantry.provisioning.server;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What lies on a server.
 *
 * @param tenants databases that the control plane has placed there
 * @param bytes of their data, as last measured on the server; null if that was never done
 * @param connections of clients, as last measured; null likewise
 */
public record ServerLoad(
        long tenants,
        @Nullable Long bytes,
        @Nullable Integer connections,
        @Nullable Instant measuredAt) {
    ServerLoad withTenants(long counted) {
        return new ServerLoad(counted, bytes, connections, measuredAt);
    }
}
