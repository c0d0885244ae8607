package io.tenantry.provisioning.server;

import io.tenantry.routing.secret.SecretBox;
import io.tenantry.routing.secret.SecretPlaces;
import java.sql.ResultSet;
import java.sql.SQLException;

/** How to sign in to a server as its admin, with the password in the clear: never kept. */
record AdminLogin(
        String serverId, String name, String host, int port, String user, String password) {
    static AdminLogin of(String serverId, ServerRegistration registration) {
        return new AdminLogin(
                serverId,
                registration.name(),
                registration.host(),
                registration.port(),
                registration.adminUser(),
                registration.adminPassword());
    }

    static AdminLogin read(ResultSet row, SecretBox secrets) throws SQLException {
        String id = row.getString("id");
        return new AdminLogin(
                id,
                row.getString("name"),
                row.getString("host"),
                row.getInt("port"),
                row.getString("admin_user"),
                secrets.openText(row.getBytes("admin_secret"), SecretPlaces.serverAdmin(id)));
    }

    /** The same server, as somebody else. */
    AdminLogin as(AccountName account, String itsPassword) {
        return new AdminLogin(serverId, name, host, port, account.value(), itsPassword);
    }

    String url() {
        String place = host.contains(":") ? "[%s]".formatted(host) : host;
        return "jdbc:mysql://%s:%d/".formatted(place, port);
    }

    IdleAdmins.Account account() {
        return new IdleAdmins.Account(serverId, url(), user);
    }

    @Override
    public String toString() {
        return "AdminLogin[%s@%s]".formatted(user, name);
    }
}
