package io.tenantry.routing.directory;

/**
 * A database server as routing sees it.
 *
 * @param id the server's ULID
 * @param name the operator's name for it
 * @param host a host name or address
 * @param port 1 to 65535
 * @param routerUser the base account of the pool; it has no grants
 * @param routerSecret the base account's password, sealed
 */
public record ServerEndpoint(
        String id, String name, String host, int port, String routerUser, Sealed routerSecret) {}
