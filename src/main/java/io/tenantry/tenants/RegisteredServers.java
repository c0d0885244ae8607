package io.tenantry.tenants;

import io.tenantry.provisioning.server.DatabaseServer;
import io.tenantry.provisioning.server.DatabaseServers;
import io.tenantry.routing.cdi.ServerRegister;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Tells the readiness report of every server, also of those that nobody has asked for yet. */
@ApplicationScoped
class RegisteredServers implements ServerRegister {
    private final DatabaseServers servers;

    RegisteredServers(DatabaseServers servers) {
        this.servers = servers;
    }

    @Override
    public List<String> names() {
        return servers.list().stream().map(DatabaseServer::name).toList();
    }
}
