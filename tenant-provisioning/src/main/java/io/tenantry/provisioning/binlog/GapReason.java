package io.tenantry.provisioning.binlog;

import java.util.Locale;

/** Why something cannot be replayed. */
public enum GapReason {
    /** The server threw logs away before they were archived. */
    LOGS_PURGED,
    /** The server began its logs anew, or another server answers under its name. */
    SERVER_RESET,
    /** The server's log cannot be read at one place, whoever tries. */
    LOG_DAMAGED,
    /** The server itself says that its log is not whole. */
    INCIDENT,
    /** An event of a kind that is not known. */
    UNKNOWN_EVENT,
    /** MariaDB's {@code log_bin_compress}. */
    COMPRESSED_EVENTS,
    /** A transaction with a tagged GTID. */
    TAGGED_GTID,
    /** A statement whose text is written in a character set that is not known. */
    UNKNOWN_CHARACTER_SET,
    /** Rows were changed by a statement that was written down as text. */
    STATEMENT_FORMAT,
    /** A statement that changes several databases, or may. */
    SEVERAL_DATABASES,
    /** A statement that failed in part. */
    FAILED_STATEMENT,
    /** A transaction of which a part was rolled back, and could not be taken out of the log. */
    ROLLBACK,
    /** A distributed transaction. */
    XA,
    /** A change of a table in two phases ({@code binlog_alter_two_phase}). */
    TWO_PHASE_ALTER;

    /** The form that is stored and shown: lower case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static GapReason fromCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
