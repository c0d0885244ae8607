package io.tenantry.provisioning.snapshot;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.changelog.SchemaFingerprint;
import io.tenantry.provisioning.changelog.SchemaOutline;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.DatabaseName;
import io.tenantry.routing.mysql.ServerVersion;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * One database as it was at one moment, for as long as this is open.
 *
 * <p>Others go on writing to it. What would change its schema waits until this is closed, because a
 * view of old rows under a new definition is none.
 */
public final class Snapshot implements Source, AutoCloseable {
    private static final int ATTEMPTS = 5;
    private static final int STANDSTILLS = 2;
    private static final long PIECE = 64L * 1024 * 1024;
    private static final long PART = 16L * 1024 * 1024;

    private final DatabaseName database;
    private final List<ReadView> views;
    private final Moment moment;
    private final Schema schema;
    private final SchemaOutline outline;
    private final Map<String, TableSum> sums = new ConcurrentHashMap<>();

    private Snapshot(
            DatabaseName database,
            List<ReadView> views,
            Moment moment,
            Schema schema,
            SchemaOutline outline) {
        this.database = database;
        this.views = List.copyOf(views);
        this.moment = moment;
        this.schema = schema;
        this.outline = outline;
    }

    /**
     * Takes a snapshot without anybody waiting. Its moment is the one of {@link #moment} or a
     * little later, and no position in a log belongs to it.
     *
     * @param admin does nothing else until the snapshot is closed
     * @throws ProvisioningException with {@link Reason#SNAPSHOT_UNSUPPORTED} if the database has
     *     tables that cannot be read as of one moment
     * @throws SQLTransientException if its schema is being changed
     */
    public static Snapshot of(AdminConnection admin, DatabaseName database) throws SQLException {
        return open(
                List.of(admin),
                database,
                (views, tables) -> {
                    Moment moment = ServerLog.now(admin, false);
                    hold(views, tables);
                    if (!tables(admin, database).equals(tables)) {
                        return Optional.empty();
                    }
                    fix(views, tables);
                    return Optional.of(moment);
                });
    }

    /**
     * Takes a snapshot whose moment and position in the binary log are exact: writers wait for
     * milliseconds meanwhile, and at most a second at a time if one of them is in the middle of a
     * long transaction.
     *
     * @param gate to the same server; free again afterwards
     * @param readers see all the same; do nothing else until the snapshot is closed
     * @throws ProvisioningException with {@link Reason#SNAPSHOT_BLOCKED} if a long transaction did
     *     not end meanwhile, or as {@link #of}
     * @throws SQLTransientException if its schema is being changed
     */
    public static Snapshot exact(
            AdminConnection gate, List<AdminConnection> readers, DatabaseName database)
            throws SQLException {
        gate.use(database);
        boolean isLogged = ServerLog.isKept(gate);
        return open(
                readers,
                database,
                (views, tables) -> {
                    // Nothing but this before the standstill: MySQL fixes the moment at any read,
                    // of the information schema too.
                    hold(views, tables);
                    for (int i = 0; i < STANDSTILLS; i++) {
                        Optional<Standstill> still = Standstill.of(gate, tables);
                        if (still.isPresent()) {
                            try (Standstill _ = still.get()) {
                                Moment moment = ServerLog.now(gate, isLogged);
                                fix(views, tables);
                                // One that was made meanwhile is in the log already.
                                return tables(gate, database).equals(tables)
                                        ? Optional.of(moment)
                                        : Optional.empty();
                            }
                        }
                    }
                    throw new ProvisioningException(
                            Reason.SNAPSHOT_BLOCKED,
                            "a transaction has been writing to database %s all the while and has not ended; look for it in information_schema.INNODB_TRX"
                                    .formatted(database));
                });
    }

    /** Holds all tables and fixes the moment of views; nothing if other tables came meanwhile. */
    @FunctionalInterface
    private interface Fixing {
        Optional<Moment> fix(List<ReadView> views, List<String> tables) throws SQLException;
    }

    private static void hold(List<ReadView> views, List<String> tables) throws SQLException {
        for (ReadView view : views) {
            view.hold(tables);
        }
    }

    private static void fix(List<ReadView> views, List<String> tables) throws SQLException {
        for (ReadView view : views) {
            view.fix(tables);
        }
    }

    private static Snapshot open(
            List<AdminConnection> readers, DatabaseName database, Fixing fixing)
            throws SQLException {
        List<ReadView> views = new ArrayList<>();
        try {
            for (AdminConnection reader : readers) {
                views.add(ReadView.on(reader, database));
            }
            AdminConnection admin = readers.getFirst();
            demandInnoDb(admin, database);
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                List<String> tables = tables(admin, database);
                // First the definition of every table is held; then the first read fixes the
                // moment.
                Optional<Moment> moment = fixing.fix(views, tables);
                if (moment.isPresent()) {
                    return new Snapshot(
                            database,
                            views,
                            moment.get(),
                            new SchemaReader(admin, database).read(tables),
                            SchemaFingerprint.outline(admin, database));
                }
                for (ReadView view : views) {
                    view.release();
                }
            }
            throw new SQLTransientException(
                    "tables of database %s come and go".formatted(database));
        } catch (SQLException | RuntimeException e) {
            close(views, e);
            throw e;
        }
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

    /** Of what moment this is. */
    public Moment moment() {
        return moment;
    }

    DatabaseName database() {
        return database;
    }

    List<ReadView> views() {
        return views;
    }

    @Override
    public ServerVersion version() {
        return views.getFirst().admin().version();
    }

    @Override
    public SchemaOutline outline() {
        return outline;
    }

    @Override
    public Schema schema() {
        return schema;
    }

    /** About how many bytes each table has, as the server stores them. */
    Map<String, Long> sizes() throws SQLException {
        AdminConnection admin = views.getFirst().admin();
        if (admin.version().engine() == ServerVersion.Engine.MYSQL) {
            // Else what it says of a new table may be a day old.
            admin.execute("SET SESSION information_schema_stats_expiry = 0");
        }
        Map<String, Long> sizes = new HashMap<>();
        try (PreparedStatement statement =
                admin.jdbc()
                        .prepareStatement(
                                """
                                SELECT TABLE_NAME, COALESCE(DATA_LENGTH, 0)
                                FROM information_schema.TABLES
                                WHERE TABLE_SCHEMA = ?
                                """)) {
            statement.setString(1, database.value());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    sizes.put(rows.getString(1), rows.getLong(2));
                }
            }
        }
        return sizes;
    }

    /** Nobody counted. */
    @Override
    public long bytes(Table table) {
        return 0;
    }

    /** One, on the first view: others may be reading something else. */
    @Override
    public List<TextFeed> feeds(Table table) throws SQLException {
        return List.of(
                feed(views.getFirst(), table, "TRUE", PIECE, sum -> sums.put(table.name(), sum)));
    }

    /** Some rows of a table, as a view sees them. */
    TextFeed feed(
            ReadView view, Table table, String condition, long piece, Consumer<TableSum> atEnd)
            throws SQLException {
        return new SnapshotFeed(
                RowPackets.of(view.admin(), table.selectFrom(database, condition)),
                table,
                piece,
                atEnd);
    }

    /** Conditions that part a table for as many readers as there are views. */
    List<String> ranges(Table table) throws SQLException {
        return views.size() == 1
                ? List.of("TRUE")
                : new KeyRanges(views.getFirst().admin(), database, PART).of(table);
    }

    @Override
    public TableSum sum(Table table) {
        return Objects.requireNonNull(sums.get(table.name()), "not read to its end");
    }

    @Override
    public void close() throws SQLException {
        for (ReadView view : views) {
            view.close();
        }
    }

    private static void close(List<ReadView> views, Exception why) {
        for (ReadView view : views) {
            try {
                view.close();
            } catch (SQLException lost) {
                why.addSuppressed(lost);
            }
        }
    }
}
