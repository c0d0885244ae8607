package io.tenantry.provisioning.server;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import com.github.shyiko.mysql.binlog.network.SSLMode;
import com.mysql.cj.jdbc.Driver;
import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.Ulid;
import io.tenantry.routing.mysql.ServerVersion;
import io.tenantry.routing.secret.SecretBox;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Opens admin connections to registered servers, for one piece of work each. Every new one proves
 * the server's release, because a server may be replaced under its name.
 */
public final class AdminConnections implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(AdminConnections.class.getName());
    private static final String ACCESS_DENIED = "28000";

    private final ControlPlane controlPlane;
    private final SecretBox secrets;
    private final AdminSettings settings;
    private final IdleAdmins idle = new IdleAdmins();

    public AdminConnections(ControlPlane controlPlane, SecretBox secrets, AdminSettings settings) {
        this.controlPlane = controlPlane;
        this.secrets = secrets;
        this.settings = settings;
    }

    /**
     * Opens a connection to a registered server.
     *
     * @throws ProvisioningException with {@link Reason#SERVER_UNKNOWN}, {@link
     *     Reason#SERVER_UNREACHABLE}, {@link Reason#SERVER_REFUSED} or {@link
     *     Reason#SERVER_UNSUPPORTED}
     */
    public AdminConnection open(String serverId) {
        AdminLogin login = login(serverId);
        IdleAdmins.Account account = login.account();
        Connection kept = idle.take(account);
        return admitted(
                login,
                kept == null ? connect(login) : kept,
                connection -> idle.put(account, connection));
    }

    /**
     * The door of a registered server.
     *
     * @throws ProvisioningException with {@link Reason#SERVER_UNKNOWN}
     */
    public ServerDoor doorOf(String serverId) {
        return new ServerDoor(this, login(serverId));
    }

    /** The door of a server of which nothing is known but this. */
    public ServerDoor doorOf(ServerRegistration registration) {
        return new ServerDoor(this, AdminLogin.of(Ulid.next(), registration));
    }

    /**
     * A client that can follow the server's binary log as its admin; it has not connected yet.
     *
     * @throws ProvisioningException with {@link Reason#SERVER_UNKNOWN}
     */
    public BinaryLogClient logClient(String serverId) {
        AdminLogin login = login(serverId);
        BinaryLogClient client =
                new BinaryLogClient(login.host(), login.port(), login.user(), login.password());
        client.setSSLMode(SSLMode.valueOf(settings.tls().name()));
        client.setConnectTimeout(settings.connectTimeout().toMillis());
        return client;
    }

    private AdminLogin login(String serverId) {
        return controlPlane.read(handle ->
                handle.createQuery(
                                """
                                SELECT id, name, host, port, admin_user, admin_secret
                                FROM database_servers
                                WHERE id = :id
                                """)
                        .bind("id", serverId)
                        .map((row, _) -> AdminLogin.read(row, secrets))
                        .findOne()
                        .orElseThrow(() -> unknown(serverId)));
    }

    /** Signs in anew, which proves the account. */
    AdminConnection signIn(AdminLogin login) {
        return admitted(login, connect(login), AdminConnections::closeQuietly);
    }

    private AdminConnection admitted(
            AdminLogin login, Connection jdbc, Consumer<Connection> afterwards) {
        try {
            // From the handshake: costs no round trip.
            ServerVersion version =
                    ServerVersion.parse(jdbc.getMetaData().getDatabaseProductVersion());
            version.refusal()
                    .ifPresent(why -> {
                        throw new ProvisioningException(
                                Reason.SERVER_UNSUPPORTED,
                                "server %s: %s".formatted(login.name(), why));
                    });
            return new AdminConnection(jdbc, login.serverId(), version, afterwards);
        } catch (ProvisioningException | SQLException e) {
            throw closed(jdbc, e, login);
        }
    }

    private static RuntimeException closed(Connection jdbc, Exception why, AdminLogin login) {
        try {
            jdbc.close();
        } catch (SQLException e) {
            why.addSuppressed(e);
        }
        return why instanceof ProvisioningException known
                ? known
                : unreachable(login, (SQLException) why);
    }

    private Connection connect(AdminLogin login) {
        try {
            return dial(login, settings.tls());
        } catch (SQLException e) {
            if (ACCESS_DENIED.equals(e.getSQLState())) {
                throw new ProvisioningException(
                        Reason.SERVER_REFUSED,
                        "server %s refuses the admin account %s; check its password and register the server again"
                                .formatted(login.name(), login.user()),
                        e);
            }
            throw unreachable(login, e);
        }
    }

    /** Connects as whom the login names, or says why not in the driver's words. */
    Connection dial(AdminLogin login, AdminSettings.Tls tls) throws SQLException {
        Connection jdbc = new Driver().connect(login.url(), properties(login, tls));
        if (jdbc == null) {
            throw new IllegalStateException("the driver does not know its own URL");
        }
        // Until here a server that accepts and then keeps silent was given no more than the login.
        jdbc.setNetworkTimeout(Runnable::run, (int) settings.socketTimeout().toMillis());
        return jdbc;
    }

    AdminSettings.Tls tls() {
        return settings.tls();
    }

    private Properties properties(AdminLogin login, AdminSettings.Tls tls) {
        Properties properties = new Properties();
        properties.setProperty("user", login.user());
        properties.setProperty("password", login.password());
        String loginLimit = Long.toString(settings.connectTimeout().toMillis());
        properties.setProperty("connectTimeout", loginLimit);
        properties.setProperty("socketTimeout", loginLimit);
        properties.setProperty("sslMode", tls.name());
        // Without TLS a caching_sha2 password travels under the server's public key, or not at all.
        properties.setProperty(
                "allowPublicKeyRetrieval", Boolean.toString(tls == AdminSettings.Tls.DISABLED));
        properties.setProperty("connectionTimeZone", "UTC");
        // Else the driver asks the server before each write whether it may. (Not with
        // useLocalSessionState, which also leaves out USE after a database was dropped and made.)
        properties.setProperty("readOnlyPropagatesToServer", "false");
        properties.setProperty("characterEncoding", "UTF-8");
        // Says that LOAD DATA LOCAL may come, but lets the server have no file: a loader allows its
        // own stream, for one statement (see TextLoader).
        properties.setProperty("allowLoadLocalInfileInPath", "tenantry-has-no-file-for-you");
        properties.setProperty("connectionAttributes", "program_name:tenantry-provisioning");
        return properties;
    }

    private static void closeQuietly(Connection jdbc) {
        try {
            jdbc.close();
        } catch (SQLException e) {
            LOG.log(Level.FINE, "closing an admin connection failed", e);
        }
    }

    /**
     * Closes what is idle now: the rights of its accounts may have changed since they signed in.
     */
    public void dropIdle() {
        idle.dropAll();
    }

    /** Closes the idle connections. */
    @Override
    public void close() {
        idle.close();
    }

    private static ProvisioningException unreachable(AdminLogin login, SQLException cause) {
        return new ProvisioningException(
                Reason.SERVER_UNREACHABLE,
                "server %s does not answer at %s:%d"
                        .formatted(login.name(), login.host(), login.port()),
                cause);
    }

    private static ProvisioningException unknown(String serverId) {
        return new ProvisioningException(
                Reason.SERVER_UNKNOWN, "no database server has the id " + serverId);
    }
}
