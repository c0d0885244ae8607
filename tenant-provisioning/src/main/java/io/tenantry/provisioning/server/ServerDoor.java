package io.tenantry.provisioning.server;

import java.io.IOException;
import java.net.UnknownHostException;
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

    /** What comes of knocking at the door. */
    public enum Knock {
        /** Somebody is there, and be it one who refuses us. */
        ANSWERED,
        /** Nobody is there, as far as can be seen from here. */
        SILENT,
        /** Nobody here knows where the door is, which says nothing of who is behind it. */
        NO_SUCH_HOST
    }

    /**
     * Whether anybody is there, by trying: who refuses the account, has no room for it or speaks
     * another protocol is.
     */
    public Knock knock() {
        try (Connection _ = connections.dial(login, connections.tls())) {
            return Knock.ANSWERED;
        } catch (SQLException e) {
            if (chain(e).anyMatch(UnknownHostException.class::isInstance)) {
                return Knock.NO_SUCH_HOST;
            }
            return chain(e).anyMatch(each ->
                    each instanceof IOException && !(each instanceof SSLException))
                    ? Knock.SILENT
                    : Knock.ANSWERED;
        }
    }

    private static Stream<Throwable> chain(SQLException failure) {
        return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(LONGEST_CHAIN);
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
