package io.tenantry.provisioning.binlog;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;

/**
 * One event as the server wrote it, without its checksum: a header of 19 bytes and a body, numbers
 * with their lowest byte first.
 */
final class LogEvent {
    static final int HEADER = 19;
    static final int CHECKSUM = 4;

    static final int QUERY = 2;
    static final int STOP = 3;
    static final int ROTATE = 4;
    static final int INTVAR = 5;
    static final int RAND = 13;
    static final int USER_VAR = 14;
    static final int FORMAT_DESCRIPTION = 15;
    static final int XID = 16;
    static final int TABLE_MAP = 19;
    static final int WRITE_ROWS_V1 = 23;
    static final int DELETE_ROWS_V1 = 25;
    static final int INCIDENT = 26;
    static final int HEARTBEAT = 27;
    static final int ROWS_QUERY = 29;
    static final int WRITE_ROWS = 30;
    static final int DELETE_ROWS = 32;
    static final int GTID = 33;
    static final int ANONYMOUS_GTID = 34;
    static final int PREVIOUS_GTIDS = 35;
    static final int TRANSACTION_CONTEXT = 36;
    static final int VIEW_CHANGE = 37;
    static final int XA_PREPARE = 38;
    static final int PARTIAL_UPDATE_ROWS = 39;
    static final int TRANSACTION_PAYLOAD = 40;
    static final int TAGGED_GTID = 42;
    static final int ANNOTATE_ROWS = 160;
    static final int BINLOG_CHECKPOINT = 161;
    static final int MARIADB_GTID = 162;
    static final int MARIADB_GTID_LIST = 163;

    private static final int TYPE = 4;
    private static final int LENGTH = 9;
    private static final int NEXT = 13;
    private static final int FLAGS = 17;
    private static final int ARTIFICIAL = 0x20;
    private static final int IGNORABLE = 0x80;
    private static final int TABLE_ID_BYTES = 6;
    private static final int END_OF_STATEMENT = 1;

    private final byte[] bytes;

    /**
     * @param bytes kept, not copied; nobody changes them
     */
    LogEvent(byte[] bytes) {
        if (bytes.length < HEADER) {
            throw new UnreadableLogException("an event of %d bytes".formatted(bytes.length));
        }
        this.bytes = bytes;
    }

    /** As it is: nobody changes it. */
    byte[] bytes() {
        return bytes;
    }

    /** A view of all of it, at the beginning of its body. */
    ByteBuffer body() {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).position(HEADER);
    }

    int type() {
        return bytes[TYPE] & 0xff;
    }

    /** When what it says began, in whole seconds. */
    Instant time() {
        return Instant.ofEpochSecond(numberAt(0));
    }

    /**
     * The last four bytes of the position behind it in its file; 0 where that is not said, as
     * MariaDB does within transactions.
     */
    long next() {
        return numberAt(NEXT);
    }

    /** Whether it was made for the connection and is in no file. */
    boolean isArtificial() {
        boolean ofFile = type() == ROTATE || type() == FORMAT_DESCRIPTION;
        return (flags() & ARTIFICIAL) != 0 || (ofFile && next() == 0);
    }

    /** Whether the server says that nothing is lost without it. */
    boolean isIgnorable() {
        return (flags() & IGNORABLE) != 0;
    }

    private int flags() {
        return (bytes[FLAGS] & 0xff) | (bytes[FLAGS + 1] & 0xff) << 8;
    }

    private long numberAt(int offset) {
        return body().getInt(offset) & 0xffff_ffffL;
    }

    boolean isRows() {
        int type = type();
        return (type >= WRITE_ROWS_V1 && type <= DELETE_ROWS_V1)
                || (type >= WRITE_ROWS && type <= DELETE_ROWS)
                || type == PARTIAL_UPDATE_ROWS;
    }

    /** Of an event of rows or a table's map: the number that the one has from the other. */
    long tableId() {
        if (bytes.length < HEADER + TABLE_ID_BYTES + 2) {
            throw new UnreadableLogException("an event on rows is cut short");
        }
        return body().getLong(HEADER) & 0xffff_ffff_ffffL;
    }

    /** Of an event of rows: whether its statement ends with it. */
    boolean endsStatement() {
        return (bytes[HEADER + TABLE_ID_BYTES] & END_OF_STATEMENT) != 0;
    }

    /** Of an event of rows: the same, and its statement ends with it, or goes on. */
    LogEvent withStatementEnding(boolean ends) {
        if (ends == endsStatement()) {
            return this;
        }
        byte[] changed = bytes.clone();
        changed[HEADER + TABLE_ID_BYTES] ^= END_OF_STATEMENT;
        return new LogEvent(changed);
    }

    /** The same with another body. */
    LogEvent withBody(ByteBuffer body) {
        byte[] changed = new byte[HEADER + body.remaining()];
        System.arraycopy(bytes, 0, changed, 0, HEADER);
        body.get(changed, HEADER, body.remaining());
        ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(LENGTH, changed.length);
        return new LogEvent(changed);
    }
}
