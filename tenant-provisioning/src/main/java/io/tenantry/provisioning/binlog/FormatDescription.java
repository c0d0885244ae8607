package io.tenantry.provisioning.binlog;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The event that says how the others of its file are to be read. */
final class FormatDescription {
    private static final int TIME = 0;
    private static final int NEXT = 13;
    private static final int FLAGS = 17;
    private static final int SERVER_VERSION = 50;
    private static final int CREATED = LogEvent.HEADER + 2 + SERVER_VERSION;

    private FormatDescription() {}

    /** Whether the other events have checksums; in this event itself one is always there. */
    static boolean hasChecksums(byte[] whole) {
        return whole[whole.length - LogEvent.CHECKSUM - 1] == 1;
    }

    /**
     * As events without checksums are read by it, in a session that keeps its temporary tables and
     * its open transaction. The same for all files of a release: without when and where it stood.
     */
    static LogEvent forSessions(LogEvent event) {
        byte[] bytes = event.bytes().clone();
        bytes[bytes.length - LogEvent.CHECKSUM - 1] = 0;
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(TIME, 0)
                .putInt(NEXT, 0)
                .putShort(FLAGS, (short) 0)
                .putInt(CREATED, 0)
                .putInt(bytes.length - LogEvent.CHECKSUM, 0);
        return new LogEvent(bytes);
    }
}
