package io.tenantry.routing.pool;

import io.tenantry.routing.directory.ServerEndpoint;
import io.tenantry.routing.secret.SealBrokenException;
import io.tenantry.routing.secret.SecretBox;
import io.tenantry.routing.secret.SecretPlaces;

/**
 * Tells whether two descriptions of a database server lead to the same pool. While the master key
 * is being changed some routes hold the router's password sealed under the old key and others under
 * the new one; a pool must not be closed for that.
 */
final class ServerDoor {
    private final ServerEndpoint endpoint;
    private final SecretBox secrets;
    // Opening takes microseconds, a lease not many: the other form is recognized next time.
    private volatile ServerEndpoint alias;

    ServerDoor(ServerEndpoint endpoint, SecretBox secrets) {
        this.endpoint = endpoint;
        this.secrets = secrets;
        this.alias = endpoint;
    }

    boolean leadsTo(ServerEndpoint other) {
        if (endpoint.equals(other) || alias.equals(other)) {
            return true;
        }
        boolean same = resealed(endpoint, other).equals(other) && opensAlike(other);
        if (same) {
            alias = other;
        }
        return same;
    }

    private static ServerEndpoint resealed(ServerEndpoint endpoint, ServerEndpoint other) {
        return new ServerEndpoint(
                endpoint.id(),
                endpoint.name(),
                endpoint.host(),
                endpoint.port(),
                endpoint.routerUser(),
                other.routerSecret());
    }

    private boolean opensAlike(ServerEndpoint other) {
        try {
            return password(endpoint).equals(password(other));
        } catch (SealBrokenException unreadable) {
            return false;
        }
    }

    private String password(ServerEndpoint server) {
        return secrets.openText(
                server.routerSecret().bytes(), SecretPlaces.serverRouter(server.id()));
    }
}
