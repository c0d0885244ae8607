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
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot in a store: a manifest, and the rows of each table in pieces of about 64 MiB of text.
 * The manifest is written last, so an archive that has one is whole.
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

    static Report write(
            Snapshot from, String schemaVersion, SealedStore store, String place, long piece)
            throws SQLException {
        try {
            return writeAll(from, schemaVersion, store, place, piece);
        } catch (IOException e) {
            throw ArchiveProblems.writing(e);
        }
    }

    private static Report writeAll(
            Snapshot from, String schemaVersion, SealedStore store, String place, long piece)
            throws SQLException, IOException {
        Schema schema = from.schema();
        List<Manifest.Rows> tables = new ArrayList<>();
        for (int i = 0; i < schema.tables().size(); i++) {
            Table table = schema.tables().get(i);
            tables.add(write(from, table, store, "%s/t%05d".formatted(place, i), piece));
        }
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
                        schema,
                        from.outline(),
                        List.copyOf(tables));
        SealedStore.Stored written =
                store.put(manifestOf(place), out -> out.write(JSON.writeValueAsBytes(manifest)));
        return report(manifest, written.stored());
    }

    private static Manifest.Rows write(
            Source from, Table table, SealedStore store, String place, long piece)
            throws SQLException, IOException {
        TableSum.Adder sum = new TableSum.Adder();
        List<SealedStore.Stored> pieces = new ArrayList<>();
        try (RowSource rows = from.rows(table)) {
            RowStream stream = new RowStream(rows, sum, piece);
            while (stream.hasRows()) {
                RowStream text = stream;
                pieces.add(
                        store.put(
                                "%s-%06d".formatted(place, pieces.size()),
                                out -> text.transferTo(out)));
                if (stream.wasLast()) {
                    break;
                }
                stream = new RowStream(rows, sum, piece);
            }
            stream.wasLast();
        }
        return new Manifest.Rows(table.name(), sum.sum(), List.copyOf(pieces));
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
     * Reads all of it and compares it with the manifest.
     *
     * @throws ProvisioningException with {@link Reason#BACKUP_DAMAGED} or {@link
     *     Reason#BACKUP_STORE_FAILED}
     */
    public Report verify() {
        for (Table table : manifest.schema().tables()) {
            TableSum.Adder sum = new TableSum.Adder();
            RowText text = new RowText();
            try (TextRows rows = rows(table)) {
                while (rows.next()) {
                    text.reset();
                    text.append(table, rows.values());
                    text.addTo(sum, 0);
                }
            } catch (IOException e) {
                throw ArchiveProblems.reading(e);
            }
            check(table, sum.sum());
        }
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
    public TextRows rows(Table table) {
        return new TextRows(
                table,
                TextRows.pieces(
                        found(table).pieces().stream().map(SealedStore.Stored::name).iterator(),
                        store::get));
    }

    @Override
    public void check(Table table, TableSum read) {
        if (!found(table).sum().equals(read)) {
            throw ArchiveProblems.damaged(
                    "rows of table %s are not what was written".formatted(table.name()),
                    new IOException(read.toString()));
        }
    }

    private Manifest.Rows found(Table table) {
        return manifest.tables().stream()
                .filter(rows -> rows.table().equals(table.name()))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("not of this archive: " + table.name()));
    }
}
