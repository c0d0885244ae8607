package io.tenantry.provisioning.binlog;

import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.snapshot.LogPosition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The events of one connection, from where the archive ends: sorted, cut, written. */
final class Archiving {
    private static final Logger LOG = Logger.getLogger(Archiving.class.getName());
    private static final long WARN_NANOS = 60_000_000_000L;

    private final ControlPlane controlPlane;
    private final SegmentWriter writer;
    private final ArchiverSettings settings;
    private final ArchiverLease lease;
    private final ServerLog log;
    private final Course course;
    private final EventSorter sorter;
    private final Deque<ServerLog.Mark> marks = new ArrayDeque<>();
    private Optional<Segment> last;
    private LogPosition end;
    private long fileStamp = -1;
    private @Nullable Instant covered;
    private LogPosition serverEnd;
    private long behind;
    private long looked;
    private long warned;
    private long persisted = System.nanoTime();

    Archiving(
            ControlPlane controlPlane,
            SegmentWriter writer,
            ArchiverSettings settings,
            ArchiverLease lease,
            ServerLog log,
            Course course) {
        this.controlPlane = controlPlane;
        this.writer = writer;
        this.settings = settings;
        this.lease = lease;
        this.log = log;
        this.course = course;
        this.last = course.last();
        this.end = course.end();
        this.serverEnd = end;
        this.sorter = new EventSorter(course.from(), course.skip(), this::afterEach);
        this.looked = System.nanoTime() - settings.look().toNanos();
    }

    /** Where the next event stands. */
    LogPosition at() {
        return sorter.at();
    }

    /** Whether anything came. */
    boolean isUnderWay() {
        return fileStamp >= 0;
    }

    void event(LogEvent event, int length) {
        look();
        passMarks();
        switch (event.type()) {
            case LogEvent.ROTATE -> rotate(event, length);
            case LogEvent.FORMAT_DESCRIPTION -> format(event, length);
            case LogEvent.HEARTBEAT -> afterEach();
            default -> {
                if (!event.isArtificial()) {
                    sorter.accept(event, length);
                }
            }
        }
    }

    private void format(LogEvent event, int length) {
        long stamp = event.time().getEpochSecond();
        if (fileStamp < 0) {
            begin(event.time());
            if (last.isPresent()
                    && last.get().file().equals(sorter.at().file())
                    && last.get().fileStamp() != stamp) {
                // The same name, another file: what is behind it is not what was before.
                restart();
            }
        }
        fileStamp = stamp;
        sorter.format(event);
        if (!event.isArtificial()) {
            sorter.jump(new LogPosition(sorter.at().file(), Segment.START + length));
        }
    }

    private void begin(Instant fileBegan) {
        if (course.isNew()) {
            controlPlane.useTransaction(handle -> {
                ArchiverRows.hold(handle, lease);
                StreamRows.insert(handle, course.stream());
                ArchiverRows.stream(handle, lease, course.stream().id());
                course.lost()
                        .ifPresent(reason ->
                                GapRows.insert(
                                        handle,
                                        lease.serverId(),
                                        course.stream().id(),
                                        Set.of(gap(reason, fileBegan))));
            });
        }
    }

    private Gap gap(GapReason reason, Instant to) {
        return new Gap(
                Gap.WHOLE_SERVER,
                course.from(),
                course.lostFrom(),
                to.isBefore(course.lostTo()) ? course.lostTo() : to,
                reason,
                course.damage()
                        .orElseGet(() ->
                                "archived again from %s:%d"
                                        .formatted(
                                                course.from().file(), course.from().position())));
    }

    private void restart() {
        controlPlane.useTransaction(handle -> {
            ArchiverRows.hold(handle, lease);
            StreamRows.end(handle, course.stream().id());
        });
        throw new UnreadableLogException(
                "file %s is not the one that was archived: the server began its logs anew"
                        .formatted(sorter.at().file()));
    }

    /** At the end of a file; and, made up by the server, at the beginning of the connection. */
    private void rotate(LogEvent event, int length) {
        String next = RawEvents.fileOf(event);
        if (event.isArtificial() && next.equals(sorter.at().file())) {
            return;
        }
        if (!event.isArtificial()) {
            sorter.jump(new LogPosition(sorter.at().file(), sorter.at().position() + length));
        }
        persist(next);
        sorter.jump(new LogPosition(next, Segment.START));
    }

    /** Looks at the server's clock and log, now and then. */
    private void look() {
        long now = System.nanoTime();
        if (now - looked < settings.look().toNanos()) {
            return;
        }
        looked = now;
        try {
            ServerLog.Mark mark = log.mark();
            serverEnd = mark.end();
            marks.add(mark);
            warn(now);
        } catch (SQLException e) {
            throw new UncheckedIOException(
                    new IOException("the server does not answer: " + e.getMessage(), e));
        }
    }

    /** Settings change while the server runs. */
    private void warn(long now) throws SQLException {
        if (warned == 0 || now - warned >= WARN_NANOS) {
            warned = now;
            warn();
        }
    }

    /** Looks for what will make gaps, also if nothing comes of the log. */
    void warn() throws SQLException {
        Optional<Instant> until =
                controlPlane.read(handle -> ArchiverRows.coveredUntil(handle, lease.serverId()));
        String warnings = String.join("\n", log.warnings(until));
        controlPlane.useTransaction(handle -> ArchiverRows.warnings(handle, lease, warnings));
    }

    /** What stands behind a mark was committed later. */
    private void passMarks() {
        for (ServerLog.Mark mark : marks) {
            if (ServerLog.ORDER.compare(mark.end(), sorter.at()) > 0) {
                return;
            }
            sorter.notBefore(mark.time());
        }
    }

    private void afterEach() {
        boolean due = System.nanoTime() - persisted >= settings.every().toNanos();
        if (due || sorter.draft().bytes() >= settings.bytes()) {
            persist();
        }
    }

    /** Archives what came up to now. */
    void persist() {
        if (isUnderWay()) {
            persist(null);
        }
    }

    private void persist(@Nullable String nextFile) {
        LogPosition at = sorter.at();
        if (!sorter.draft().isEmpty() || !at.equals(end) || nextFile != null) {
            last = Optional.of(writer.write(lease, sorter.draft(), segment(at, nextFile), last));
            sorter.cut();
            end = last.get().end();
        }
        while (!marks.isEmpty() && ServerLog.ORDER.compare(marks.peek().end(), end) <= 0) {
            covered = marks.remove().time();
        }
        report();
        persisted = System.nanoTime();
    }

    private Segment segment(LogPosition at, @Nullable String nextFile) {
        SegmentDraft draft = sorter.draft();
        return new Segment(
                course.stream().id(),
                last.map(Segment::number).orElse(0L) + 1,
                at.file(),
                fileStamp,
                end.position(),
                at.position(),
                nextFile,
                sorter.resume().position(),
                sorter.resumeSkip(),
                draft.firstCommit(),
                draft.lastCommit(),
                null,
                0);
    }

    private void report() {
        try {
            behind = log.between(end, serverEnd);
        } catch (SQLException e) {
            // It has gone since. What came of it is archived all the same.
            LOG.log(Level.FINE, "the server does not say how long its log is", e);
        }
        controlPlane.useTransaction(handle ->
                ArchiverRows.progress(
                        handle, lease, end, covered, serverEnd, behind, controlPlane.now()));
    }
}
