package io.tenantry.provisioning.server;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** The ways into one server. Each call signs in anew; nothing is kept. */
public final class ServerDoor {
    private static final int LONGEST_CHAIN = 20;

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

    /**
     * Whether anybody is there, by trying: who refuses the account, has no room for it or speaks
     * another protocol is.
     */
    public boolean answers() {
        try (Connection _ = connections.dial(login, connections.tls())) {
            return true;
        } catch (SQLException e) {
            return Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
                    .limit(LONGEST_CHAIN)
                    .noneMatch(
                            each -> each instanceof IOException && !(each instanceof SSLException));
        }
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
