package io.tenantry.provisioning.snapshot;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The rows of one query as they come, in pieces. */
final class SnapshotFeed implements TextFeed {
    private final RowPackets rows;
    private final Table table;
    private final long piece;
    private final Consumer<TableSum> atEnd;
    private final TableSum.Adder sum = new TableSum.Adder();
    private final RowText text = new RowText();
    private @Nullable RowStream last;

    /**
     * @param piece after how many bytes a piece ends
     * @param atEnd is told what all rows come to
     */
    SnapshotFeed(RowPackets rows, Table table, long piece, Consumer<TableSum> atEnd) {
        this.rows = rows;
        this.table = table;
        this.piece = piece;
        this.atEnd = atEnd;
    }

    @Override
    public @Nullable InputStream next() throws IOException {
        RowStream next = new RowStream(rows, table, sum, text, piece);
        if ((last == null || !last.wasLast()) && next.hasRows()) {
            last = next;
            return next;
        }
        atEnd.accept(sum.sum());
        return null;
    }

    @Override
    public void close() {
        rows.close();
    }
}
