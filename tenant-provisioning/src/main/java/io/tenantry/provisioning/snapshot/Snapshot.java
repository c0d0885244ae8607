package io.tenantry.provisioning.snapshot;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.changelog.SchemaFingerprint;
import io.tenantry.provisioning.changelog.SchemaOutline;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.DatabaseName;
import io.tenantry.provisioning.server.Identifiers;
import io.tenantry.routing.mysql.ServerVersion;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.List;

/**
 * One database as it was at one moment, for as long as this is open.
 *
 * <p>Others go on writing to it. What would change its schema waits until this is closed, because a
 * view of old rows under a new definition is none.
 */
public final class Snapshot implements Source, AutoCloseable {
    private static final int ATTEMPTS = 5;
    private static final int PATIENCE_SECONDS = 10;

    private final AdminConnection admin;
    private final DatabaseName database;
    private final SessionSettings settings;
    private List<String> tables = List.of();

    private Snapshot(AdminConnection admin, DatabaseName database, SessionSettings settings) {
        this.admin = admin;
        this.database = database;
        this.settings = settings;
    }

    /**
     * Takes a snapshot.
     *
     * @param admin does nothing else until the snapshot is closed
     * @throws ProvisioningException with {@link Reason#SNAPSHOT_UNSUPPORTED} if the database has
     *     tables that cannot be read as of one moment
     * @throws SQLTransientException if its schema is being changed
     */
    public static Snapshot of(AdminConnection admin, DatabaseName database) throws SQLException {
        Snapshot snapshot = new Snapshot(admin, database, SessionSettings.reading(admin));
        try {
            snapshot.begin();
            return snapshot;
        } catch (SQLException | RuntimeException e) {
            try {
                snapshot.close();
            } catch (SQLException lost) {
                e.addSuppressed(lost);
            }
            throw e;
        }
    }

    private void begin() throws SQLException {
        admin.use(database);
        demandInnoDb(admin, database);
        admin.execute("SET SESSION lock_wait_timeout = " + PATIENCE_SECONDS);
        // As long as it takes to write what was read.
        admin.execute("SET SESSION net_write_timeout = 3600");
        admin.execute("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (tryToBegin()) {
                return;
            }
            admin.jdbc().rollback();
            admin.jdbc().setAutoCommit(true);
        }
        throw new SQLTransientException("tables of database %s come and go".formatted(database));
    }

    /** First holds the definition of every table; then the first read of rows fixes the moment. */
    private boolean tryToBegin() throws SQLException {
        tables = tables(admin, database);
        admin.jdbc().setAutoCommit(false);
        for (String table : tables) {
            admin.texts("SELECT 1 FROM %s LIMIT 0".formatted(Identifiers.quoted(table)));
        }
        if (!tables(admin, database).equals(tables)) {
            return false;
        }
        if (!tables.isEmpty()) {
            admin.texts(
                    "SELECT 1 FROM %s LIMIT 1".formatted(Identifiers.quoted(tables.getFirst())));
        }
        return true;
    }

    private static List<String> tables(AdminConnection admin, DatabaseName database)
            throws SQLException {
        return admin.texts(
                """
                SELECT TABLE_NAME
                FROM information_schema.TABLES
                WHERE TABLE_SCHEMA = ? AND TABLE_TYPE <> 'VIEW'
                ORDER BY TABLE_NAME
                """,
                database.value());
    }

    private static void demandInnoDb(AdminConnection admin, DatabaseName database)
            throws SQLException {
        List<String> others =
                admin.texts(
                        """
                        SELECT CONCAT(TABLE_NAME, ' (', LOWER(COALESCE(ENGINE, TABLE_TYPE)), ')')
                        FROM information_schema.TABLES
                        WHERE TABLE_SCHEMA = ? AND TABLE_TYPE <> 'VIEW'
                          AND NOT (TABLE_TYPE = 'BASE TABLE' AND ENGINE <=> 'InnoDB')
                        ORDER BY TABLE_NAME
                        LIMIT 10
                        """,
                        database.value());
        if (!others.isEmpty()) {
            throw new ProvisioningException(
                    Reason.SNAPSHOT_UNSUPPORTED,
                    "database %s has tables that cannot be read as of one moment: %s; make them ordinary InnoDB tables"
                            .formatted(database, String.join(", ", others)));
        }
    }

    @Override
    public ServerVersion version() {
        return admin.version();
    }

    @Override
    public SchemaOutline outline() throws SQLException {
        return SchemaFingerprint.outline(admin, database);
    }

    @Override
    public Schema schema() throws SQLException {
        return new SchemaReader(admin, database).read(tables);
    }

    @Override
    public RowSource rows(Table table) throws SQLException {
        return TableRows.of(admin, database, table);
    }

    /** Nothing is known of it but what was read. */
    @Override
    public void check(Table table, TableSum read) {}

    @Override
    public void close() throws SQLException {
        try {
            admin.jdbc().rollback();
            admin.jdbc().setAutoCommit(true);
        } finally {
            settings.close();
        }
    }
}
