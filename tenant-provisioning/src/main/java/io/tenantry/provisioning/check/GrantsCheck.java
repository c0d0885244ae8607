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
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Does what provisioning does, on a scratch database and account, and drops both. */
final class GrantsCheck {
    private static final Logger LOG = Logger.getLogger(GrantsCheck.class.getName());
    private static final String ACCOUNTS = "CREATE USER";
    private static final String DATABASES = "CREATE, DROP";
    private static final String USE = SchemaTrials.ROWS + ", EXECUTE";

    private final ServerDoor door;
    private final AdminConnection admin;
    private final Trials trials;

    private GrantsCheck(ServerDoor door, AdminConnection admin) throws SQLException {
        this.door = door;
        this.admin = admin;
        this.trials = new Trials(admin);
    }

    static List<Finding> of(ServerDoor door, AdminConnection admin) throws SQLException {
        GrantsCheck check = new GrantsCheck(door, admin);
        check.run();
        return check.trials.findings();
    }

    private void run() {
        clearLeftovers();
        Optional<ScratchDatabase> scratch =
                trials.attempt(
                        "create_database",
                        "may make databases",
                        DATABASES,
                        () -> ScratchDatabase.create(admin));
        if (scratch.isPresent()) {
            SchemaTrials.run(trials);
        }
        account(scratch);
        LogTrials.run(trials);
        scratch.ifPresent(
                made -> trials.done("drop_database", "may drop databases", "DROP", made::close));
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

    private void account(Optional<ScratchDatabase> scratch) {
        AccountName account =
                AccountName.scratchOf(
                        scratch.map(ScratchDatabase::name).orElseGet(DatabaseName::nextScratch));
        String password = GeneratedPassword.next();
        if (!trials.done(
                "create_account",
                "may make accounts",
                ACCOUNTS,
                () -> Accounts.ensure(admin, account, password))) {
            return;
        }
        scratch.ifPresent(made ->
                trials.done(
                        "grant",
                        "may grant the use of a database",
                        USE,
                        () -> Accounts.grantUse(admin, account, made.name())));
        kill(account, password);
        trials.done(
                "lock_account", "may lock accounts", ACCOUNTS, () -> Accounts.lock(admin, account));
        trials.done(
                "drop_account", "may drop accounts", ACCOUNTS, () -> Accounts.drop(admin, account));
    }

    /** One may always kill one's own connections, so it is another account's. */
    private void kill(AccountName account, String password) {
        Optional<Connection> other =
                trials.attempt(
                        "account_sign_in",
                        "an account it made can sign in",
                        null,
                        () -> door.as(account, password));
        if (other.isPresent()) {
            try (Connection victim = other.get()) {
                long id = idOf(victim);
                trials.done(
                        "see_sessions",
                        "may see other accounts' sessions",
                        "PROCESS",
                        () -> demandSeen(id));
                trials.done(
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

    private static long idOf(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                var row = statement.executeQuery("SELECT CONNECTION_ID()")) {
            row.next();
            return row.getLong(1);
        }
    }
}
