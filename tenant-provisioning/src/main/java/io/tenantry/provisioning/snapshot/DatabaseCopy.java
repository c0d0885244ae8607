package io.tenantry.provisioning.snapshot;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.changelog.SchemaFingerprint;
import io.tenantry.provisioning.changelog.SchemaOutline;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.DatabaseName;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Makes an empty database like a source, and proves it: the rows of each table are read back and
 * compared, and so is the schema.
 *
 * <p>With several connections it does several things at once. Large tables get their indexes when
 * their rows are there, while others are loaded or read back.
 */
public final class DatabaseCopy {
    /** From here on a table is quicker made without its indexes. */
    static final long LARGE = 4L * 1024 * 1024;

    /** How often the bytes of an archive are worked on: they are loaded, and read back. */
    public static final int TIMES_OVER = 2;

    private static final long PART = 16L * 1024 * 1024;

    private final Source from;
    private final List<AdminConnection> to;
    private final DatabaseName database;
    private final RowLoader loader;
    private final long large;
    private final LongConsumer headway;

    /**
     * @param large from how many bytes of text on a table gets its indexes later
     */
    DatabaseCopy(
            Source from,
            List<AdminConnection> to,
            DatabaseName database,
            RowLoader loader,
            long large) {
        this(from, to, database, loader, large, _ -> {});
    }

    private DatabaseCopy(
            Source from,
            List<AdminConnection> to,
            DatabaseName database,
            RowLoader loader,
            long large,
            LongConsumer headway) {
        this.from = from;
        this.to = to;
        this.database = database;
        this.loader = loader;
        this.large = large;
        this.headway = headway;
    }

    /**
     * What was copied.
     *
     * @param rows of all tables
     * @param fingerprint of the copy's schema, 64 hex digits
     */
    public record Report(long rows, String fingerprint) {}

    /** As {@link #make(Source, List, DatabaseName, Set, LongConsumer)}, over one connection. */
    public static Report make(
            Source from, AdminConnection to, DatabaseName database, Set<String> without)
            throws SQLException {
        return make(from, List.of(to), database, without);
    }

    /** As {@link #make(Source, List, DatabaseName, Set, LongConsumer)}, and nobody is told. */
    public static Report make(
            Source from, List<AdminConnection> to, DatabaseName database, Set<String> without)
            throws SQLException {
        return make(from, to, database, without, _ -> {});
    }

    /**
     * Makes the copy.
     *
     * @param to with autocommit on; to one server of the same engine
     * @param database empty
     * @param without tables that are made, but get no rows
     * @param headway is told how many more bytes are done: each of an archive {@link #TIMES_OVER}
     * @throws ProvisioningException with {@link Reason#ENGINE_MISMATCH} if the servers are of
     *     different engines, or {@link Reason#COPY_MISMATCH} if the copy is not like its source;
     *     from an archive also {@link Reason#BACKUP_DAMAGED} or {@link Reason#BACKUP_STORE_FAILED}
     */
    public static Report make(
            Source from,
            List<AdminConnection> to,
            DatabaseName database,
            Set<String> without,
            LongConsumer headway)
            throws SQLException {
        if (from.version().engine() != to.getFirst().version().engine()) {
            throw new ProvisioningException(
                    Reason.ENGINE_MISMATCH,
                    "a database on %s cannot be copied to %s; choose a server of the same engine"
                            .formatted(from.version(), to.getFirst().version()));
        }
        return new DatabaseCopy(
                        from, to, database, RowLoader.allowedBy(to.getFirst()), LARGE, headway)
                .make(without);
    }

    Report make(Set<String> without) throws SQLException {
        List<SessionSettings> settings = new ArrayList<>();
        try {
            for (AdminConnection each : to) {
                settings.add(SessionSettings.writing(each));
            }
            return makeAll(without);
        } catch (IOException e) {
            throw ArchiveProblems.reading(e);
        } finally {
            for (SessionSettings each : settings) {
                each.close();
            }
        }
    }

    private Report makeAll(Set<String> without) throws SQLException, IOException {
        Schema schema = from.schema();
        List<Table> filled =
                schema.tables().stream()
                        .filter(table -> !without.contains(table.name()))
                        .sorted(Comparator.comparingLong(from::bytes).reversed())
                        .toList();
        List<TableDefinition> definitions =
                schema.tables().stream().map(table -> definition(table, filled)).toList();
        SchemaWriter writer = new SchemaWriter(to.getFirst(), database);
        writer.begin(schema);
        for (TableDefinition definition : definitions) {
            writer.execute(definition.first());
        }
        for (AdminConnection each : to) {
            each.use(database);
        }
        load(filled);
        long rows = completed(filled, definitions);
        for (TableDefinition definition : definitions) {
            for (String constraint : definition.constraints()) {
                writer.execute(constraint);
            }
        }
        writer.writeRest(schema);
        return new Report(rows, proven());
    }

    private TableDefinition definition(Table table, List<Table> filled) {
        return filled.contains(table) && from.bytes(table) >= large
                ? TableDefinition.apart(table)
                : TableDefinition.whole(table);
    }

    private void load(List<Table> tables) throws SQLException, IOException {
        List<Crew.Work<AdminConnection>> work = new ArrayList<>();
        for (Table table : tables) {
            if (from instanceof Snapshot) {
                // Its rows can be asked for once the last table's were read.
                Crew.work(
                        List.of(to.getFirst()),
                        List.of(loading(table, from.feeds(table).getFirst())));
            } else {
                from.feeds(table).forEach(feed -> work.add(loading(table, feed)));
            }
        }
        Crew.work(to, work);
    }

    private Crew.Work<AdminConnection> loading(Table table, TextFeed feed) {
        return admin -> {
            Share share = new Share(Long.MAX_VALUE, headway);
            try (feed) {
                for (InputStream text = feed.next(); text != null; text = feed.next()) {
                    try (InputStream piece = share.counted(text)) {
                        loader.load(table, piece, admin, database);
                    }
                }
                share.flush();
            } catch (IOException e) {
                throw RowStream.ReadingFailed.orThrow(e);
            }
        };
    }

    /** Builds the indexes and reads the rows back meanwhile. */
    private long completed(List<Table> tables, List<TableDefinition> definitions)
            throws SQLException, IOException {
        List<Crew.Work<AdminConnection>> work = new ArrayList<>();
        for (TableDefinition definition : definitions) {
            if (!definition.additions().isEmpty()) {
                work.add(admin -> {
                    for (String addition : definition.additions()) {
                        new SchemaWriter(admin, database).execute(addition);
                    }
                });
            }
        }
        KeyRanges ranges = new KeyRanges(to.getFirst(), database, PART);
        List<ReadBack> readBacks = new ArrayList<>();
        for (Table table : tables) {
            ReadBack readBack =
                    new ReadBack(
                            database,
                            table,
                            from.bytes(table) < large || to.size() == 1
                                    ? KeyRanges.WHOLE
                                    : ranges.of(table),
                            from.bytes(table),
                            headway);
            readBacks.add(readBack);
            work.addAll(readBack.parts());
        }
        Crew.work(to, work);
        long rows = 0;
        for (ReadBack readBack : readBacks) {
            demandEqual(readBack.table(), readBack.sum());
            rows += readBack.sum().rows();
        }
        return rows;
    }

    private void demandEqual(Table table, TableSum written) {
        TableSum read = from.sum(table);
        if (!written.equals(read)) {
            throw new ProvisioningException(
                    Reason.COPY_MISMATCH,
                    "table %s of the copy is not like the original: %d rows were read and %d are there%s; compare the servers' settings and releases"
                            .formatted(
                                    table.name(),
                                    read.rows(),
                                    written.rows(),
                                    written.rows() == read.rows() ? ", with other values" : ""));
        }
    }

    private String proven() throws SQLException {
        SchemaOutline copy = SchemaFingerprint.outline(to.getFirst(), database);
        // Another release words the same definitions differently.
        if (from.version().release().equals(to.getFirst().version().release())) {
            SchemaOutline original = from.outline();
            if (!copy.fingerprint().equals(original.fingerprint())) {
                throw new ProvisioningException(
                        Reason.COPY_MISMATCH,
                        "the schema of the copy is not like the original's (%s); compare the servers' settings"
                                .formatted(copy.driftFrom(original)));
            }
        }
        return copy.fingerprint();
    }
}
