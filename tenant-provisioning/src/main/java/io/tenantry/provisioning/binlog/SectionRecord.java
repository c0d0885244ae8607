package io.tenantry.provisioning.binlog;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What a section consists of. A transaction that is longer than a segment goes on in the database's
 * next section, without another beginning.
 */
sealed interface SectionRecord {
    /** How the events are to be read; the first of each section. */
    record Format(LogEvent event) implements SectionRecord {}

    /**
     * A transaction begins.
     *
     * @param position where in its file
     */
    record Begin(Instant committedAt, String file, long position) implements SectionRecord {}

    /** A map of a table, rows, or a statement. */
    record Change(LogEvent event) implements SectionRecord {}

    /** The transaction ends, committed. */
    record Commit() implements SectionRecord {}

    /** Writes it down. */
    default void appendTo(OutputStream section) {
        DataOutputStream out = new DataOutputStream(section);
        try {
            switch (this) {
                case Format(LogEvent event) -> append(out, 'F', event);
                case Change(LogEvent event) -> append(out, 'E', event);
                case Begin(Instant at, String file, long position) -> {
                    out.writeByte('B');
                    out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, at));
                    out.writeUTF(file);
                    out.writeLong(position);
                }
                case Commit() -> out.writeByte('C');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void append(DataOutputStream out, char kind, LogEvent event) throws IOException {
        out.writeByte(kind);
        out.writeInt(event.bytes().length);
        out.write(event.bytes());
    }

    /** The next one; empty at the end. */
    static Optional<SectionRecord> read(DataInputStream in) throws IOException {
        int kind = in.read();
        return switch (kind) {
            case -1 -> Optional.empty();
            case 'F' -> Optional.of(new Format(event(in)));
            case 'E' -> Optional.of(new Change(event(in)));
            case 'B' ->
                    Optional.of(
                            new Begin(
                                    Instant.EPOCH.plus(in.readLong(), ChronoUnit.MICROS),
                                    in.readUTF(),
                                    in.readLong()));
            case 'C' -> Optional.of(new Commit());
            default -> throw new IOException("a record of kind " + kind);
        };
    }

    private static LogEvent event(DataInputStream in) throws IOException {
        // It was sealed as it was written: no length that is not one comes this far.
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return new LogEvent(bytes);
    }
}
