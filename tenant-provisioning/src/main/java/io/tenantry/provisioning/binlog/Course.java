package io.tenantry.provisioning.binlog;

import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.snapshot.LogPosition;
import io.tenantry.routing.Ulid;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where an archiver goes on.
 *
 * @param stream of which nothing is in the books yet if {@code isNew}
 * @param last segment of the stream
 * @param lost why there is a gap before it; empty if there is none
 * @param lostFrom what was committed before is archived, in another stream
 * @param lostTo what was committed before is lost from there on, at least
 * @param damage what is told of the place at which the log cannot be read; empty if none is passed
 *     over
 */
record Course(
        StreamRows.Stream stream,
        boolean isNew,
        Optional<Segment> last,
        Optional<GapReason> lost,
        Instant lostFrom,
        Instant lostTo,
        Optional<String> damage) {

    /** Where reading begins. */
    LogPosition from() {
        return last.map(Segment::resume).orElse(stream.first());
    }

    /** How many events from there are archived. */
    long skip() {
        return last.filter(segment -> segment.nextFile() == null)
                .map(Segment::resumeSkip)
                .orElse(0L);
    }

    /** Where the next segment begins. */
    LogPosition end() {
        return last.map(Segment::end).orElse(stream.first());
    }

    /**
     * Goes on where the stream ended, or, if the server has not got that any more, anew.
     *
     * @param damaged a place at which the log was refused too often
     */
    static Course begin(
            ControlPlane controlPlane,
            ArchiverLease lease,
            ServerLog log,
            Optional<LogPosition> damaged)
            throws SQLException {
        Optional<StreamRows.Stream> stream =
                controlPlane.read(handle -> StreamRows.current(handle, lease.serverId()));
        if (stream.isEmpty()) {
            return first(controlPlane, lease, log);
        }
        Optional<Segment> last =
                controlPlane.read(handle -> SegmentRows.last(handle, stream.get().id()));
        Course course = on(stream.get(), false, last, Optional.empty(), stream.get().beganAt());
        Optional<GapReason> lost = course.lost(log);
        if (lost.isPresent()) {
            return after(controlPlane, lease, log, lost.get(), course);
        }
        return damaged.isPresent() && ServerLog.ORDER.compare(damaged.get(), course.from()) >= 0
                ? behind(controlPlane, lease, log, damaged.get(), course)
                : course;
    }

    private static Course on(
            StreamRows.Stream stream,
            boolean isNew,
            Optional<Segment> last,
            Optional<GapReason> lost,
            Instant lostFrom) {
        return new Course(stream, isNew, last, lost, lostFrom, lostFrom, Optional.empty());
    }

    private Optional<GapReason> lost(ServerLog log) throws SQLException {
        if (!stream.identity().equals(log.identity())) {
            return Optional.of(GapReason.SERVER_RESET);
        }
        List<ServerLog.LogFile> files = log.files();
        LogPosition from = from();
        for (ServerLog.LogFile file : files) {
            if (file.name().equals(from.file())) {
                boolean isThere =
                        !from.file().equals(end().file()) || end().position() <= file.bytes();
                return isThere ? Optional.empty() : Optional.of(GapReason.SERVER_RESET);
            }
        }
        boolean purged = ServerLog.number(files.getFirst().name()) > ServerLog.number(from.file());
        return Optional.of(purged ? GapReason.LOGS_PURGED : GapReason.SERVER_RESET);
    }

    /** Begins with the oldest backup onto which the log that there is can be replayed. */
    private static Course first(ControlPlane controlPlane, ArchiverLease lease, ServerLog log)
            throws SQLException {
        LogPosition end = log.mark().end();
        List<ServerLog.LogFile> files = log.files();
        LogPosition from =
                controlPlane.read(handle -> StreamRows.backupsOn(handle, lease.serverId())).stream()
                        .filter(place -> files.stream().anyMatch(file -> file.holds(place)))
                        .min(ServerLog.ORDER)
                        .orElse(end);
        return on(
                stream(controlPlane, lease, log, from),
                true,
                Optional.empty(),
                Optional.empty(),
                controlPlane.now());
    }

    /** Another stream, from the oldest log that there is. */
    static Course after(
            ControlPlane controlPlane,
            ArchiverLease lease,
            ServerLog log,
            GapReason lost,
            Course before)
            throws SQLException {
        LogPosition oldest = new LogPosition(log.files().getFirst().name(), Segment.START);
        return on(
                stream(controlPlane, lease, log, oldest),
                true,
                Optional.empty(),
                Optional.of(lost),
                covered(controlPlane, lease, before));
    }

    /**
     * Another stream, from the next file on, or, where there is none yet, from where the log ends
     * now: in between nobody knows where an event begins.
     */
    private static Course behind(
            ControlPlane controlPlane,
            ArchiverLease lease,
            ServerLog log,
            LogPosition damaged,
            Course before)
            throws SQLException {
        ServerLog.Mark mark = log.mark();
        Optional<LogPosition> next =
                log.files().stream()
                        .filter(file ->
                                ServerLog.number(file.name()) > ServerLog.number(damaged.file()))
                        .findFirst()
                        .map(file -> new LogPosition(file.name(), Segment.START));
        LogPosition from = next.orElse(mark.end());
        if (ServerLog.ORDER.compare(from, damaged) <= 0) {
            return before;
        }
        Instant covered = covered(controlPlane, lease, before);
        return new Course(
                stream(controlPlane, lease, log, from),
                true,
                Optional.empty(),
                Optional.of(GapReason.LOG_DAMAGED),
                covered,
                next.isPresent() ? covered : mark.time(),
                Optional.of(
                        "%s:%d cannot be read, archived again from %s:%d"
                                .formatted(
                                        damaged.file(),
                                        damaged.position(),
                                        from.file(),
                                        from.position())));
    }

    private static Instant covered(ControlPlane controlPlane, ArchiverLease lease, Course before) {
        return controlPlane
                .read(handle -> ArchiverRows.coveredUntil(handle, lease.serverId()))
                .orElse(before.stream().beganAt());
    }

    private static StreamRows.Stream stream(
            ControlPlane controlPlane, ArchiverLease lease, ServerLog log, LogPosition from)
            throws SQLException {
        Instant now = controlPlane.now();
        return new StreamRows.Stream(Ulid.at(now), lease.serverId(), log.identity(), from, now);
    }
}
