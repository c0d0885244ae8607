package io.tenantry.provisioning.binlog;

import io.tenantry.provisioning.snapshot.LogPosition;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sorts the events of one server's log by the databases whose they are. For one thread. */
final class EventSorter {
    private static final long NO_TABLE = 0xff_ffffL;
    private static final int COMPRESSED_QUERY = 165;
    private static final int LAST_COMPRESSED = 171;
    private static final int MARIADB_FLAGS = LogEvent.HEADER + Long.BYTES + Integer.BYTES;
    private static final int MARIADB_STANDALONE = 1;
    private static final int MARIADB_XA = 64;

    private final Runnable afterEach;
    private final Map<Long, String> tables = new HashMap<>();
    private SegmentDraft draft = new SegmentDraft();
    private @Nullable LogEvent format;
    private @Nullable Transaction open;
    private LogPosition at;
    private Instant notBefore = Instant.EPOCH;
    private long toSkip;

    /**
     * @param from where the next event stands
     * @param skip how many events are archived already
     * @param afterEach runs after each event, also within what one event holds
     */
    EventSorter(LogPosition from, long skip, Runnable afterEach) {
        this.at = from;
        this.toSkip = skip;
        this.afterEach = afterEach;
    }

    /** A transaction, or a statement that is one by itself. */
    private static final class Transaction {
        private final LogPosition begin;
        private final Instant committedAt;
        private final Set<String> databases = new LinkedHashSet<>();
        private boolean goesOn;
        private long events;
        private @Nullable GapReason unsupported;

        Transaction(LogPosition begin, Instant committedAt) {
            this.begin = begin;
            this.committedAt = committedAt;
        }
    }

    /** Where the next event stands. */
    LogPosition at() {
        return at;
    }

    /** Where to begin again, if what was sorted up to now is archived. */
    LogPosition resume() {
        return open == null ? at : open.begin;
    }

    /** How many events from there are archived then. */
    long resumeSkip() {
        return open == null ? 0 : open.events;
    }

    /** What was sorted; what comes next goes into another. */
    SegmentDraft cut() {
        SegmentDraft whole = draft;
        draft = new SegmentDraft();
        return whole;
    }

    SegmentDraft draft() {
        return draft;
    }

    /** No transaction that is yet to come was committed before this. */
    void notBefore(Instant time) {
        notBefore = time;
    }

    /** The file goes on, or another begins. */
    void jump(LogPosition to) {
        at = to;
    }

    void format(LogEvent description) {
        format = FormatDescription.forSessions(description);
    }

    /**
     * Takes an event that stands in the file.
     *
     * @param length of it there
     */
    void accept(LogEvent event, int length) {
        LogPosition before = at;
        move(event, length);
        if (isBeginning(event)) {
            begin(before, event);
        }
        if (event.type() == LogEvent.TRANSACTION_PAYLOAD) {
            TransactionPayload.open(event, this::sort);
        } else {
            sort(event);
        }
    }

    /** The event holds only the last four bytes of where it ends. */
    private void move(LogEvent event, int length) {
        long end = at.position() + length;
        if (event.next() > 0) {
            end = (at.position() & ~0xffff_ffffL) | event.next();
            if (end < at.position()) {
                end += 1L << 32;
            }
        }
        at = new LogPosition(at.file(), end);
    }

    private static boolean isBeginning(LogEvent event) {
        return switch (event.type()) {
            case LogEvent.GTID,
                    LogEvent.ANONYMOUS_GTID,
                    LogEvent.TAGGED_GTID,
                    LogEvent.MARIADB_GTID ->
                    true;
            default -> false;
        };
    }

    private void begin(LogPosition before, LogEvent event) {
        Instant committed = CommitTime.of(event);
        Transaction begun =
                new Transaction(before, committed.isBefore(notBefore) ? notBefore : committed);
        if (event.type() == LogEvent.TAGGED_GTID) {
            begun.unsupported = GapReason.TAGGED_GTID;
        } else if (event.type() == LogEvent.MARIADB_GTID) {
            int flags = event.bytes()[MARIADB_FLAGS];
            begun.goesOn = (flags & MARIADB_STANDALONE) == 0;
            begun.unsupported = (flags & MARIADB_XA) != 0 ? GapReason.XA : null;
        }
        open = begun;
    }

    private void sort(LogEvent event) {
        if (open != null) {
            open.events++;
        }
        if (event.isRows()) {
            rows(event);
        } else {
            switch (event.type()) {
                case LogEvent.TABLE_MAP -> table(event);
                case LogEvent.QUERY -> query(event, QueryEvent.of(event));
                case LogEvent.XID, LogEvent.XA_PREPARE -> end();
                default -> other(event);
            }
        }
        if (toSkip > 0) {
            toSkip--;
        }
        afterEach.run();
    }

    private void table(LogEvent event) {
        String database = TableMap.database(event);
        tables.put(event.tableId(), database);
        if (TenantDatabases.isOne(database)) {
            change(database, event);
        }
    }

    private void rows(LogEvent event) {
        String database = tables.get(event.tableId());
        if (database == null) {
            if (event.tableId() != NO_TABLE) {
                throw new UnreadableLogException("rows of a table that was not named before");
            }
        } else if (TenantDatabases.isOne(database)) {
            change(database, event);
        }
    }

    private void change(String database, LogEvent event) {
        Transaction transaction = transaction(event);
        if (transaction.databases.add(database)) {
            append(
                    database,
                    new SectionRecord.Begin(
                            transaction.committedAt,
                            transaction.begin.file(),
                            transaction.begin.position()));
            if (transaction.unsupported != null) {
                gap(database, event, transaction.unsupported, "");
            }
        }
        append(database, new SectionRecord.Change(event));
    }

    private void append(String database, SectionRecord record) {
        if (toSkip == 0) {
            draft.append(
                    database, record, Objects.requireNonNull(format, "no description of the file"));
        }
    }

    private Transaction transaction(LogEvent event) {
        if (open == null) {
            open = new Transaction(at, event.time());
        }
        return open;
    }

    private void query(LogEvent event, QueryEvent statement) {
        Transaction transaction = transaction(event);
        switch (Statement.of(statement.sql())) {
            case BEGIN -> transaction.goesOn = true;
            case COMMIT -> transaction.goesOn = false;
            case XA -> {
                transaction.unsupported = GapReason.XA;
                transaction.goesOn =
                        statement.sql().regionMatches(true, 0, "XA START", 0, 8)
                                || statement.sql().regionMatches(true, 0, "XA END", 0, 6);
            }
            case ROLLBACK -> {
                rolledBack(event, transaction, statement);
                transaction.goesOn = false;
            }
            case SAVEPOINT -> {
                if (statement.sql().regionMatches(true, 0, "ROLLBACK", 0, 8)) {
                    rolledBack(event, transaction, statement);
                }
            }
            case ROWS -> gaps(event, statement, GapReason.STATEMENT_FORMAT);
            case DEFINITION, CREATE_DATABASE, DROP_DATABASE -> definition(event, statement);
            case NONE -> {}
        }
        if (!transaction.goesOn) {
            end();
        }
    }

    private void definition(LogEvent event, QueryEvent statement) {
        Set<String> databases = TenantDatabases.of(statement);
        if (!statement.readable()) {
            gaps(event, statement, GapReason.UNKNOWN_CHARACTER_SET);
        } else if (databases.size() > 1) {
            gaps(event, statement, GapReason.SEVERAL_DATABASES);
        } else if (statement.errorCode() != 0) {
            gaps(event, statement, GapReason.FAILED_STATEMENT);
        } else if (statement.session().isInTwoPhases()) {
            gaps(event, statement, GapReason.TWO_PHASE_ALTER);
        } else {
            databases.forEach(database -> change(database, event));
        }
    }

    private void rolledBack(LogEvent event, Transaction transaction, QueryEvent statement) {
        transaction.databases.forEach(
                database -> gap(database, event, GapReason.ROLLBACK, statement.sql()));
    }

    private void gaps(LogEvent event, QueryEvent statement, GapReason reason) {
        TenantDatabases.of(statement)
                .forEach(database -> gap(database, event, reason, firstWords(statement.sql())));
    }

    /** What a statement is, without what it says of whom. */
    private static String firstWords(String sql) {
        String[] words = sql.strip().split("\\s+", 4);
        return String.join(" ", Arrays.asList(words).subList(0, Math.min(3, words.length)));
    }

    private void gap(String database, LogEvent event, GapReason reason, String detail) {
        if (toSkip > 0) {
            return;
        }
        Instant time = open == null ? event.time() : open.committedAt;
        LogPosition place = open == null ? at : open.begin;
        draft.add(new Gap(database, place, time, time, reason, detail));
    }

    private void end() {
        Transaction ended = open;
        if (ended != null) {
            ended.databases.forEach(database -> append(database, new SectionRecord.Commit()));
            draft.committed(ended.committedAt);
        }
        open = null;
        tables.clear();
    }

    private void other(LogEvent event) {
        switch (event.type()) {
            case LogEvent.GTID,
                    LogEvent.ANONYMOUS_GTID,
                    LogEvent.TAGGED_GTID,
                    LogEvent.MARIADB_GTID,
                    LogEvent.STOP,
                    LogEvent.INTVAR,
                    LogEvent.RAND,
                    LogEvent.USER_VAR,
                    LogEvent.ROWS_QUERY,
                    LogEvent.ANNOTATE_ROWS,
                    LogEvent.PREVIOUS_GTIDS,
                    LogEvent.TRANSACTION_CONTEXT,
                    LogEvent.VIEW_CHANGE,
                    LogEvent.BINLOG_CHECKPOINT,
                    LogEvent.MARIADB_GTID_LIST -> {
                // Nothing of a tenant's is in them.
            }
            case LogEvent.INCIDENT ->
                    gap(Gap.WHOLE_SERVER, event, GapReason.INCIDENT, "events were lost");
            default -> unknown(event);
        }
    }

    private void unknown(LogEvent event) {
        if (event.type() >= COMPRESSED_QUERY && event.type() <= LAST_COMPRESSED) {
            gap(
                    Gap.WHOLE_SERVER,
                    event,
                    GapReason.COMPRESSED_EVENTS,
                    "log_bin_compress is on for some session");
        } else if (!event.isIgnorable()) {
            gap(Gap.WHOLE_SERVER, event, GapReason.UNKNOWN_EVENT, "type " + event.type());
        }
    }
}
