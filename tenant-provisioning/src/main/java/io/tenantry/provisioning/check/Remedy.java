package io.tenantry.provisioning.check;

import io.tenantry.routing.mysql.ServerVersion;

/** How to mend a setting or a grant, in the words of each engine. */
final class Remedy {
    private Remedy() {}

    /** A setting that a running server takes. */
    static String set(ServerVersion.Engine engine, String setting, String value) {
        return set(engine, setting, setting, value);
    }

    /** As above, where the configuration file has another name for it. */
    static String set(ServerVersion.Engine engine, String setting, String option, String value) {
        return engine == ServerVersion.Engine.MARIADB
                ? "SET GLOBAL %s = %s; and, for after a restart, under [mysqld] in my.cnf: %s = %s"
                        .formatted(setting, value, option, value.replace("'", ""))
                : "SET PERSIST %s = %s;".formatted(setting, value);
    }

    /** A setting that takes a restart. */
    static String configure(String line) {
        return "Under [mysqld] in my.cnf: %s; then restart the server.".formatted(line);
    }

    /**
     * @param admin the account, as SQL names it
     */
    static String grant(String privileges, String admin) {
        return "GRANT %s ON *.* TO %s WITH GRANT OPTION;".formatted(privileges, admin);
    }
}
