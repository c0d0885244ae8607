package io.tenantry.provisioning.restore;

/**
 * How a peek is looked at. Its password is shown to one person once, and kept sealed otherwise:
 * this goes into no journal, no log and no record of answers.
 *
 * @param host of the database server
 * @param password in the clear
 */
public record PeekAccess(String host, int port, String database, String account, String password) {
    @Override
    public String toString() {
        return "PeekAccess[%s at %s:%d]".formatted(account, host, port);
    }
}
