package io.tenantry.provisioning.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.changelog.SchemaOutline;
import io.tenantry.provisioning.store.SealedStore;
import io.tenantry.routing.mysql.ServerVersion;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot in a store: a manifest, and the rows of each table in pieces of at most about 64 MiB
 * of text. The manifest is written last, so an archive that has one is whole.
 */
public final class Archive implements Source {
    private static final long PIECE = 64L * 1024 * 1024;
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final SealedStore store;
    private final Manifest manifest;

    private Archive(SealedStore store, Manifest manifest) {
        this.store = store;
        this.manifest = manifest;
    }

    /**
     * What was archived.
     *
     * @param rows of all tables
     * @param bytes of their text
     * @param stored bytes in the store, the manifest's included
     */
    public record Report(long rows, long bytes, long stored, String fingerprint) {}

    /**
     * Archives a snapshot. Memory does not depend on its size.
     *
     * @param schemaVersion the changelog version of the database, 64 hex digits
     * @param place where the archive's objects lie: the beginning of their names
     * @throws ProvisioningException with {@link Reason#BACKUP_STORE_FAILED}
     */
    public static Report write(Snapshot from, String schemaVersion, SealedStore store, String place)
            throws SQLException {
        return write(from, schemaVersion, store, place, PIECE);
    }

    /**
     * As {@link #write(Snapshot, String, SealedStore, String)}.
     *
     * @param onlookers for about how many bytes, who is told how many more are done; see {@link
     *     io.tenantry.provisioning.journal.StepContext#headway}
     */
    public static Report write(
            Snapshot from,
            String schemaVersion,
            SealedStore store,
            String place,
            LongFunction<LongConsumer> onlookers)
            throws SQLException {
        return write(from, schemaVersion, store, place, PIECE, onlookers);
    }

    static Report write(
            Snapshot from, String schemaVersion, SealedStore store, String place, long piece)
            throws SQLException {
        return write(from, schemaVersion, store, place, piece, _ -> _ -> {});
    }

    private static Report write(
            Snapshot from,
            String schemaVersion,
            SealedStore store,
            String place,
            long piece,
            LongFunction<LongConsumer> onlookers)
            throws SQLException {
        Map<String, Long> sizes = from.sizes();
        long total = sizes.values().stream().mapToLong(Long::longValue).sum();
        try {
            return writeAll(
                    from,
                    schemaVersion,
                    store,
                    place,
                    new ArchiveWriter(from, store, place, piece, sizes, onlookers.apply(total)));
        } catch (IOException e) {
            throw ArchiveProblems.writing(e);
        }
    }

    private static Report writeAll(
            Snapshot from,
            String schemaVersion,
            SealedStore store,
            String place,
            ArchiveWriter writer)
            throws SQLException, IOException {
        List<Manifest.Rows> tables = writer.write();
        Moment moment = from.moment();
        Manifest manifest =
                new Manifest(
                        Manifest.NEWEST,
                        from.version().text(),
                        from.database().value(),
                        schemaVersion,
                        moment.takenAt().toString(),
                        moment.position(),
                        moment.gtid(),
                        from.schema(),
                        from.outline(),
                        tables);
        SealedStore.Stored written =
                store.put(manifestOf(place), out -> out.write(JSON.writeValueAsBytes(manifest)));
        return report(manifest, written.stored());
    }

    /**
     * Opens an archive.
     *
     * @throws ProvisioningException with {@link Reason#BACKUP_DAMAGED} if its manifest is missing
     *     or not what was written, {@link Reason#BACKUP_FORMAT_UNKNOWN} if a newer release wrote
     *     it, or {@link Reason#BACKUP_STORE_FAILED}
     */
    public static Archive open(SealedStore store, String place) {
        try (InputStream in = store.get(manifestOf(place))) {
            JsonNode manifest = JSON.readTree(in);
            int format = manifest.path("format").asInt();
            if (format > Manifest.NEWEST) {
                throw ArchiveProblems.unknownFormat(format);
            }
            return new Archive(store, JSON.treeToValue(manifest, Manifest.class));
        } catch (IOException e) {
            throw ArchiveProblems.reading(e);
        }
    }

    /** Of what moment it is; null in archives that do not say. */
    public @Nullable Moment moment() {
        return manifest.takenAt() == null
                ? null
                : new Moment(
                        Instant.parse(manifest.takenAt()), manifest.position(), manifest.gtid());
    }

    private static String manifestOf(String place) {
        return place + "/manifest";
    }

    /**
     * Reads all of it and compares it with the manifest: each object's SHA-256, whether it opens,
     * and how many rows of how many bytes are in it.
     *
     * @throws ProvisioningException with {@link Reason#BACKUP_DAMAGED} or {@link
     *     Reason#BACKUP_STORE_FAILED}
     */
    public Report verify() {
        for (Manifest.Rows table : manifest.tables()) {
            long rows = 0;
            for (SealedStore.Stored piece : table.pieces()) {
                try {
                    rows += rowsIn(piece);
                } catch (IOException e) {
                    throw ArchiveProblems.reading(e);
                }
            }
            if (rows != table.sum().rows()) {
                throw ArchiveProblems.damaged(
                        "table %s has %d rows where %d were written"
                                .formatted(table.table(), rows, table.sum().rows()),
                        null);
            }
        }
        return report(manifest, 0);
    }

    private long rowsIn(SealedStore.Stored piece) throws IOException {
        RowCount count = new RowCount();
        store.verify(piece, count);
        return count.rows();
    }

    /** What it holds, as its manifest says. */
    public Report size() {
        return report(manifest, 0);
    }

    private static Report report(Manifest manifest, long more) {
        long rows = 0;
        long bytes = 0;
        long stored = more;
        for (Manifest.Rows table : manifest.tables()) {
            rows += table.sum().rows();
            for (SealedStore.Stored piece : table.pieces()) {
                bytes += piece.bytes();
                stored += piece.stored();
            }
        }
        return new Report(rows, bytes, stored, manifest.outline().fingerprint());
    }

    @Override
    public ServerVersion version() {
        return ServerVersion.parse(manifest.server());
    }

    @Override
    public Schema schema() {
        return manifest.schema();
    }

    @Override
    public SchemaOutline outline() {
        return manifest.outline();
    }

    @Override
    public long bytes(Table table) {
        return found(table).pieces().stream().mapToLong(SealedStore.Stored::bytes).sum();
    }

    @Override
    public List<TextFeed> feeds(Table table) {
        return found(table).pieces().stream()
                .<TextFeed>map(piece -> new PieceFeed(store, piece))
                .toList();
    }

    @Override
    public TableSum sum(Table table) {
        return found(table).sum();
    }

    private Manifest.Rows found(Table table) {
        return manifest.tables().stream()
                .filter(rows -> rows.table().equals(table.name()))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("not of this archive: " + table.name()));
    }
}
