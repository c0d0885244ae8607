package io.tenantry.localstack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The accounts a new database server begins with. There is no root account and no anonymous one.
 *
 * @param controlPassword present on the server that holds the control plane
 */
record DatabaseAccounts(String adminPassword, Optional<String> controlPassword) {
    static final String ADMIN_USER = "tenantry_admin";
    static final String CONTROL_USER = "tenantry_control";
    static final String CONTROL_DATABASE = "tenantry";

    private static final String ADMIN_FILE = "admin.password";
    private static final String CONTROL_FILE = "control.password";

    /** The accounts whose passwords are kept in a server's folder, generated on first use. */
    static DatabaseAccounts keptIn(Path folder, boolean controlPlane) {
        String admin = Secrets.keptIn(folder.resolve(ADMIN_FILE));
        Optional<String> control =
                controlPlane
                        ? Optional.of(Secrets.keptIn(folder.resolve(CONTROL_FILE)))
                        : Optional.empty();
        return new DatabaseAccounts(admin, control);
    }

    /**
     * The SQL that makes those that are not there, one statement an element and without line ends:
     * MySQL's init file takes a statement a line.
     */
    List<String> statements() {
        List<String> statements = new ArrayList<>();
        statements.add(createUser(ADMIN_USER, adminPassword));
        statements.add(
                "GRANT ALL PRIVILEGES ON *.* TO '%s'@'%%' WITH GRANT OPTION".formatted(ADMIN_USER));
        controlPassword.ifPresent(password -> statements.addAll(controlStatements(password)));
        return statements;
    }

    private static List<String> controlStatements(String password) {
        return List.of(
                "CREATE DATABASE IF NOT EXISTS %s CHARACTER SET utf8mb4"
                        .formatted(CONTROL_DATABASE),
                createUser(CONTROL_USER, password),
                "GRANT ALL PRIVILEGES ON %s.* TO '%s'@'%%'"
                        .formatted(CONTROL_DATABASE, CONTROL_USER),
                // Each test run's control planes: cp_<ulid>.
                "GRANT ALL PRIVILEGES ON `cp\\_%%`.* TO '%s'@'%%'".formatted(CONTROL_USER));
    }

    private static String createUser(String user, String password) {
        return "CREATE USER IF NOT EXISTS '%s'@'%%' IDENTIFIED BY '%s'".formatted(user, password);
    }

    /** Leaves the passwords out. */
    @Override
    public String toString() {
        return "DatabaseAccounts";
    }
}
