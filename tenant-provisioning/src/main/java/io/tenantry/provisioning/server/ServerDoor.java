package io.tenantry.provisioning.server;

import java.sql.Connection;
import java.sql.SQLException;

/** The ways into one server. Each call signs in anew; nothing is kept. */
public final class ServerDoor {
    private final AdminConnections connections;
    private final AdminLogin login;

    ServerDoor(AdminConnections connections, AdminLogin login) {
        this.connections = connections;
        this.login = login;
    }

    /**
     * Signs in as the admin.
     *
     * @throws io.tenantry.provisioning.ProvisioningException as {@link AdminConnections#open}
     */
    public AdminConnection asAdmin() {
        return connections.signIn(login);
    }

    /** Signs in as another account. */
    public Connection as(AccountName account, String password) throws SQLException {
        return connections.dial(login.as(account, password), connections.tls());
    }

    /** Whether the server encrypts connections, by trying. */
    public boolean encrypts() {
        try (Connection _ = connections.dial(login, AdminSettings.Tls.REQUIRED)) {
            return true;
        } catch (SQLException e) {
            return false;
        }
    }
}
