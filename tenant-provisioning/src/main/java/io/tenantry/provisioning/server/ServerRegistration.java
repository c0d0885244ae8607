package io.tenantry.provisioning.server;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import java.util.regex.Pattern;

/**
 * What an operator says of a database server.
 *
 * @param name 1 to 63 lower-case letters, digits and hyphens, beginning with a letter or digit
 * @param host a host name or an IP address, at most 255 characters
 * @param port 1 to 65535
 * @param adminUser an account that may create databases and accounts and grant what it has: 1 to 32
 *     characters
 * @param adminPassword its password; kept sealed
 */
public record ServerRegistration(
        String name, String host, int port, String adminUser, String adminPassword) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    // Nothing that could end the host part of a JDBC URL.
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:-]{1,255}");
    private static final Pattern USER = Pattern.compile("[\\x21-\\x7e]{1,32}");
    private static final int HIGHEST_PORT = 65_535;

    /**
     * @throws ProvisioningException with {@link Reason#SERVER_MALFORMED} if a part is not of its
     *     form
     */
    public ServerRegistration {
        demand(isName(name), "name", "1 to 63 of a-z, 0-9 and hyphens");
        demand(HOST.matcher(host).matches(), "host", "a host name or an IP address");
        demand(port >= 1 && port <= HIGHEST_PORT, "port", "1 to 65535");
        demand(USER.matcher(adminUser).matches(), "admin user", "1 to 32 printable characters");
    }

    /** Whether a server could have the name. */
    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    private static void demand(boolean holds, String part, String form) {
        if (!holds) {
            throw new ProvisioningException(
                    Reason.SERVER_MALFORMED, "a server's %s is %s".formatted(part, form));
        }
    }

    /** Whether it names the address that the control plane knows. */
    boolean isAt(DatabaseServer known) {
        return host.equals(known.host()) && port == known.port();
    }

    @Override
    public String toString() {
        return "ServerRegistration[%s at %s:%d]".formatted(name, host, port);
    }
}
