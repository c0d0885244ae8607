package io.tenantry.provisioning.server;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A database that lives for one recording of a changelog, or one check of a server.
 *
 * <p>Its maker holds a named lock of the server for as long as the connection lives. A scratch
 * database whose lock is free was therefore left by a killed process, and is cleared away by the
 * next recording or check on that server.
 */
public final class ScratchDatabase implements AutoCloseable {
    private final AdminConnection admin;
    private final DatabaseName name;

    private ScratchDatabase(AdminConnection admin, DatabaseName name) {
        this.admin = admin;
        this.name = name;
    }

    /** Makes an empty one and makes it the connection's current database. */
    public static ScratchDatabase create(AdminConnection admin) throws SQLException {
        DatabaseName name = DatabaseName.nextScratch();
        if (!lock(admin, name)) {
            throw new IllegalStateException("a new name is already locked: " + name);
        }
        admin.createDatabase(name);
        admin.use(name);
        return new ScratchDatabase(admin, name);
    }

    /** Drops what killed recordings and checks left on the server. */
    public static void clearLeftovers(AdminConnection admin) throws SQLException {
        List<String> names =
                admin.texts(
                        """
                        SELECT SCHEMA_NAME
                        FROM information_schema.SCHEMATA
                        WHERE SCHEMA_NAME LIKE ?
                        """,
                        DatabaseName.scratchPattern());
        for (String text : names) {
            DatabaseName name = new DatabaseName(text);
            if (lock(admin, name)) {
                new ScratchDatabase(admin, name).close();
            }
        }
    }

    /** The accounts that go with scratch databases whose makers are gone. */
    public static List<AccountName> leftoverAccounts(AdminConnection admin) throws SQLException {
        List<AccountName> left = new ArrayList<>();
        for (String user :
                admin.texts(
                        "SELECT User FROM mysql.user WHERE User LIKE ?",
                        AccountName.scratchPattern())) {
            AccountName account = new AccountName(user);
            DatabaseName database = DatabaseName.scratchOf(account);
            if (lock(admin, database)) {
                left.add(account);
                admin.texts("SELECT RELEASE_LOCK(?)", database.value());
            }
        }
        return left;
    }

    private static boolean lock(AdminConnection admin, DatabaseName name) throws SQLException {
        return admin.texts("SELECT GET_LOCK(?, 0)", name.value()).equals(List.of("1"));
    }

    public DatabaseName name() {
        return name;
    }

    @Override
    public void close() throws SQLException {
        admin.dropDatabase(name);
        admin.texts("SELECT RELEASE_LOCK(?)", name.value());
    }
}
