package io.tenantry.provisioning.snapshot;

import io.tenantry.provisioning.store.SealedStore;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/** Writes a snapshot's rows to a store, with as many threads as the snapshot has views. */
final class ArchiveWriter {
    private final Snapshot from;
    private final SealedStore store;
    private final String place;
    private final long piece;
    private final Map<String, Long> sizes;
    private final LongConsumer headway;
    private final List<Part> parts = new ArrayList<>();

    /**
     * @param piece the most bytes of text in one object, but for the last row of it
     * @param sizes of the tables, as {@link Snapshot#sizes}
     * @param headway is told how many of their bytes are written
     */
    ArchiveWriter(
            Snapshot from,
            SealedStore store,
            String place,
            long piece,
            Map<String, Long> sizes,
            LongConsumer headway) {
        this.from = from;
        this.store = store;
        this.place = place;
        this.piece = piece;
        this.sizes = sizes;
        this.headway = headway;
    }

    /** Writes all tables, in the order of the schema. */
    List<Manifest.Rows> write() throws SQLException, IOException {
        List<Table> tables = from.schema().tables();
        for (int i = 0; i < tables.size(); i++) {
            List<String> ranges = from.ranges(tables.get(i));
            long bytes = sizes.getOrDefault(tables.get(i).name(), 0L) / ranges.size();
            for (int j = 0; j < ranges.size(); j++) {
                parts.add(
                        new Part(
                                i,
                                tables.get(i),
                                ranges.get(j),
                                "%s/t%05d-%04d".formatted(place, i, j),
                                new Share(bytes, headway)));
            }
        }
        Crew.work(from.views(), parts);
        List<Manifest.Rows> written = new ArrayList<>();
        for (int i = 0; i < tables.size(); i++) {
            written.add(rows(i, tables.get(i)));
        }
        return List.copyOf(written);
    }

    private Manifest.Rows rows(int index, Table table) {
        TableSum sum = TableSum.NONE;
        List<SealedStore.Stored> pieces = new ArrayList<>();
        for (Part part : parts) {
            if (part.index == index) {
                sum = sum.plus(part.sum);
                pieces.addAll(part.pieces);
            }
        }
        return new Manifest.Rows(table.name(), sum, List.copyOf(pieces));
    }

    /** A range of a table, or all of it: read by one query, written to one object or several. */
    private final class Part implements Crew.Work<ReadView> {
        private final int index;
        private final Table table;
        private final String condition;
        private final String name;
        private final Share share;
        private final List<SealedStore.Stored> pieces = new ArrayList<>();
        private TableSum sum = TableSum.NONE;

        Part(int index, Table table, String condition, String name, Share share) {
            this.index = index;
            this.table = table;
            this.condition = condition;
            this.name = name;
            this.share = share;
        }

        @Override
        public void by(ReadView view) throws SQLException, IOException {
            try (TextFeed feed = from.feed(view, table, condition, piece, all -> sum = all)) {
                for (InputStream text = feed.next(); text != null; text = feed.next()) {
                    pieces.add(stored(text));
                }
                share.end();
            } catch (IOException e) {
                throw RowStream.ReadingFailed.orThrow(e);
            }
        }

        private SealedStore.Stored stored(InputStream text) throws IOException {
            return store.put(
                    "%s-%05d".formatted(name, pieces.size()),
                    out -> text.transferTo(share.counted(out)));
        }
    }
}
