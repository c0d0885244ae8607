package io.tenantry.provisioning.server;

import java.time.Instant;

/**
 * A registered database server, without its secrets.
 *
 * @param id a ULID
 * @param name what operators call it
 * @param port 1 to 65535
 */
public record DatabaseServer(
        String id,
        String name,
        String host,
        int port,
        String adminUser,
        String routerUser,
        ServerState state,
        Instant createdAt) {}
