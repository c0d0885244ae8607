package io.tenantry.provisioning.server;

import org.jspecify.annotations.Nullable;

/**
 * Where a tenant wants to lie.
 *
 * @param server the server's name; null for any
 * @param labels what the server must have, all of them
 */
public record ServerWish(@Nullable String server, Labels labels) {
    boolean isOf(DatabaseServer known) {
        return server == null || server.equals(known.name());
    }
}
