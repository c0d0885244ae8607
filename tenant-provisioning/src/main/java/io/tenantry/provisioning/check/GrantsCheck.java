package io.tenantry.provisioning.check;

import io.tenantry.provisioning.server.AccountName;
import io.tenantry.provisioning.server.Accounts;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.DatabaseName;
import io.tenantry.provisioning.server.GeneratedPassword;
import io.tenantry.provisioning.server.ScratchDatabase;
import io.tenantry.provisioning.server.ServerDoor;
import io.tenantry.routing.mysql.ServerVersion.Engine;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Does what provisioning does, on a scratch database and account, and drops both. */
final class GrantsCheck {
    private static final Logger LOG = Logger.getLogger(GrantsCheck.class.getName());
    private static final String ACCOUNTS = "CREATE USER";
    private static final String DATABASES = "CREATE, DROP";
    private static final String SCHEMA =
            "CREATE, ALTER, DROP, INDEX, REFERENCES, CREATE VIEW, SHOW VIEW, TRIGGER";
    private static final String ROWS = "SELECT, INSERT, UPDATE, DELETE";
    private static final String USE = ROWS + ", EXECUTE";
    private static final String FOLLOW = "REPLICATION SLAVE, REPLICATION CLIENT";
    private static final String REPLAY = "REPLICATION_APPLIER, SESSION_VARIABLES_ADMIN";
    private static final String MARIADB_FOLLOW = "REPLICATION SLAVE, BINLOG MONITOR";
    private static final String MARIADB_REPLAY = "BINLOG REPLAY";
    private static final String ACCESS_RULE_VIOLATION = "42";
    // KILL of a thread of another user, and RELOAD and the like: denied under the general state.
    private static final int DENIED = 1227;
    private static final List<Integer> DENIALS = List.of(1095, DENIED);

    private final ServerDoor door;
    private final AdminConnection admin;
    private final String adminAccount;
    private final List<Finding> findings = new ArrayList<>();

    private GrantsCheck(ServerDoor door, AdminConnection admin) throws SQLException {
        this.door = door;
        this.admin = admin;
        this.adminAccount =
                "'%s'"
                        .formatted(
                                admin.texts("SELECT CURRENT_USER()")
                                        .getFirst()
                                        .replaceFirst("@(?=[^@]*$)", "'@'"));
    }

    static List<Finding> of(ServerDoor door, AdminConnection admin) throws SQLException {
        GrantsCheck check = new GrantsCheck(door, admin);
        check.run();
        return check.findings;
    }

    private void run() {
        clearLeftovers();
        Optional<ScratchDatabase> scratch =
                attempt(
                        "create_database",
                        "may make databases",
                        DATABASES,
                        () -> ScratchDatabase.create(admin));
        if (scratch.isPresent()
                && done("change_schema", "may change schemas", SCHEMA, this::changeSchema)) {
            done("write_rows", "may read and write rows", ROWS, this::writeRows);
        }
        account(scratch);
        binaryLog();
        scratch.ifPresent(made -> done("drop_database", "may drop databases", "DROP", made::close));
    }

    /** What killed checks left, as far as the admin may. */
    private void clearLeftovers() {
        try {
            for (AccountName account : ScratchDatabase.leftoverAccounts(admin)) {
                Accounts.drop(admin, account);
            }
            ScratchDatabase.clearLeftovers(admin);
        } catch (SQLException e) {
            LOG.log(Level.FINE, "what checks left could not be cleared away", e);
        }
    }

    private void changeSchema() throws SQLException {
        admin.execute(
                "CREATE TABLE parent (id INT PRIMARY KEY, text_ VARCHAR(20)) ENGINE = InnoDB");
        admin.execute(
                """
                CREATE TABLE child (
                    id INT PRIMARY KEY, parent INT,
                    CONSTRAINT child_to_parent FOREIGN KEY (parent) REFERENCES parent (id)
                ) ENGINE = InnoDB
                """);
        admin.execute("ALTER TABLE parent ADD COLUMN added INT NULL");
        admin.execute("CREATE INDEX parent_text ON parent (text_)");
        admin.execute("CREATE VIEW seen AS SELECT id FROM parent");
        admin.execute("DROP VIEW seen");
        admin.execute("DROP TABLE child");
    }

    private void writeRows() throws SQLException {
        admin.execute("INSERT INTO parent (id) VALUES (1)");
        admin.execute("UPDATE parent SET id = 2 WHERE id = 1");
        admin.texts("SELECT id FROM parent");
        admin.execute("DELETE FROM parent WHERE id = 2");
    }

    private void account(Optional<ScratchDatabase> scratch) {
        AccountName account =
                AccountName.scratchOf(
                        scratch.map(ScratchDatabase::name).orElseGet(DatabaseName::nextScratch));
        String password = GeneratedPassword.next();
        if (!done(
                "create_account",
                "may make accounts",
                ACCOUNTS,
                () -> Accounts.ensure(admin, account, password))) {
            return;
        }
        scratch.ifPresent(made ->
                done(
                        "grant",
                        "may grant the use of a database",
                        USE,
                        () -> Accounts.grantUse(admin, account, made.name())));
        kill(account, password);
        done("lock_account", "may lock accounts", ACCOUNTS, () -> Accounts.lock(admin, account));
        done("drop_account", "may drop accounts", ACCOUNTS, () -> Accounts.drop(admin, account));
    }

    /** One may always kill one's own connections, so it is another account's. */
    private void kill(AccountName account, String password) {
        Optional<Connection> other =
                attempt(
                        "account_sign_in",
                        "an account it made can sign in",
                        null,
                        () -> door.as(account, password));
        if (other.isPresent()) {
            try (Connection victim = other.get()) {
                long id = idOf(victim);
                done(
                        "see_sessions",
                        "may see other accounts' sessions",
                        "PROCESS",
                        () -> demandSeen(id));
                done(
                        "kill_connection",
                        "may end other accounts' connections",
                        admin.version().engine() == Engine.MARIADB
                                ? "CONNECTION ADMIN"
                                : "CONNECTION_ADMIN",
                        () -> admin.execute("KILL " + id));
            } catch (SQLException expected) {
                LOG.log(Level.FINE, "the killed connection noticed", expected);
            }
        }
    }

    /** The list is cut short, not refused, without the right; the transactions are refused. */
    private void demandSeen(long id) throws SQLException {
        admin.texts("SELECT trx_mysql_thread_id FROM information_schema.INNODB_TRX LIMIT 1");
        if (!admin.texts("SHOW PROCESSLIST").contains(Long.toString(id))) {
            throw new SQLException("the list of sessions shows the admin's own only", "42000");
        }
    }

    /** Without it tenants are served, but not brought back to a point in time. */
    private void binaryLog() {
        boolean mariaDb = admin.version().engine() == Engine.MARIADB;
        wished(
                "follow_log",
                "may follow the binary log",
                mariaDb ? MARIADB_FOLLOW : FOLLOW,
                () -> {
                    admin.texts("SHOW BINARY LOGS");
                    demandGrant("REPLICATION SLAVE");
                });
        wished(
                "replay_log",
                "may replay from the binary log",
                mariaDb ? MARIADB_REPLAY : REPLAY,
                this::replayNothing);
    }

    /** Who may is told that there is nothing to replay. */
    private void replayNothing() throws SQLException {
        try {
            admin.execute("BINLOG ''");
        } catch (SQLException e) {
            if (DENIALS.contains(e.getErrorCode())) {
                throw e;
            }
        }
    }

    /** To try it would be to begin to read the log. */
    private void demandGrant(String privilege) throws SQLException {
        boolean granted =
                admin.texts("SHOW GRANTS").stream()
                        .filter(grant -> grant.contains(" ON *.* "))
                        .anyMatch(grant ->
                                grant.contains(privilege)
                                        || grant.startsWith("GRANT ALL PRIVILEGES"));
        if (!granted) {
            throw new SQLException(
                    "the admin lacks " + privilege, ACCESS_RULE_VIOLATION + "000", DENIED);
        }
    }

    private void wished(String code, String success, String privileges, Deed deed) {
        try {
            deed.run();
            findings.add(Finding.ok(code, success));
        } catch (SQLException e) {
            findings.add(
                    Finding.warning(
                            code,
                            "%s (error %d): nothing can be restored to a point in time"
                                    .formatted(e.getMessage(), e.getErrorCode()),
                            isDenial(e)
                                    ? Remedy.grant(privileges, adminAccount)
                                    : "See that the server keeps a binary log, and check again."));
        }
    }

    private static long idOf(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                var row = statement.executeQuery("SELECT CONNECTION_ID()")) {
            row.next();
            return row.getLong(1);
        }
    }

    private boolean done(String code, String success, String privileges, Deed deed) {
        return attempt(
                        code,
                        success,
                        privileges,
                        () -> {
                            deed.run();
                            return true;
                        })
                .isPresent();
    }

    /**
     * @param privileges what the admin lacks if it is refused; null if that is none of them
     */
    private <T> Optional<T> attempt(
            String code, String success, @Nullable String privileges, Attempt<T> work) {
        try {
            T result = work.run();
            findings.add(Finding.ok(code, success));
            return Optional.of(result);
        } catch (SQLException e) {
            findings.add(
                    Finding.error(
                            code,
                            "%s (error %d)".formatted(e.getMessage(), e.getErrorCode()),
                            privileges == null || !isDenial(e)
                                    ? "Look into the server's error log, and check again."
                                    : Remedy.grant(privileges, adminAccount)));
            return Optional.empty();
        }
    }

    private static boolean isDenial(SQLException e) {
        return DENIALS.contains(e.getErrorCode())
                || (e.getSQLState() != null && e.getSQLState().startsWith(ACCESS_RULE_VIOLATION));
    }

    @FunctionalInterface
    private interface Attempt<T> {
        T run() throws SQLException;
    }

    @FunctionalInterface
    private interface Deed {
        void run() throws SQLException;
    }
}
