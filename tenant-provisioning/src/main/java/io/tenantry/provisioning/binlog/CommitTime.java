package io.tenantry.provisioning.binlog;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** When a transaction was committed, by the event that begins it. */
final class CommitTime {
    /** MySQL: flags, source, number, clock type, last committed, sequence number. */
    private static final int BEFORE = 1 + 16 + 8 + 1 + 8 + 8;

    private static final int TIME_BYTES = 7;
    private static final long TIME = (1L << 55) - 1;

    private CommitTime() {}

    /**
     * MySQL writes microseconds, of its own commit also for what it had from another; MariaDB
     * writes the second in which the commit was asked for.
     */
    static Instant of(LogEvent begin) {
        boolean exact = begin.type() == LogEvent.GTID || begin.type() == LogEvent.ANONYMOUS_GTID;
        int at = LogEvent.HEADER + BEFORE;
        byte[] bytes = begin.bytes();
        if (!exact || bytes.length < at + TIME_BYTES) {
            return begin.time();
        }
        long micros = 0;
        for (int i = TIME_BYTES - 1; i >= 0; i--) {
            micros = micros << Byte.SIZE | (bytes[at + i] & 0xff);
        }
        return Instant.EPOCH.plus(micros & TIME, ChronoUnit.MICROS);
    }
}
