package io.tenantry.provisioning.binlog;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.backup.BackupVault;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.DatabaseName;
import io.tenantry.provisioning.snapshot.LogPosition;
import io.tenantry.provisioning.store.SealedStore;
import io.tenantry.provisioning.store.StoreFailedException;
import io.tenantry.routing.mysql.ServerVersion.Engine;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings a copy of a database, as it was at one moment, to a later one: with what was archived of
 * its server's log.
 *
 * <p>Transactions are replayed whole or not at all, up to the first that was committed at the time
 * asked for or later. MySQL says to the microsecond when it committed; MariaDB to the second, so
 * that a time within a second means the second's beginning.
 */
public final class Replay {
    private static final int PAGE = 200;

    private final ControlPlane controlPlane;
    private final BackupVault vault;

    public Replay(ControlPlane controlPlane, BackupVault vault) {
        this.controlPlane = controlPlane;
        this.vault = vault;
    }

    /**
     * What was replayed.
     *
     * @param until the time that the copy shows now
     */
    public record Report(long transactions, long events, Instant until) {}

    /** Whether what was committed on a server before a time is archived. */
    public boolean isCovered(String serverId, Instant until) {
        return controlPlane
                .read(handle -> ArchiverRows.coveredUntil(handle, serverId))
                .filter(covered -> !covered.isBefore(until))
                .isPresent();
    }

    /** The time that is meant on an engine. */
    public static Instant exact(Engine engine, Instant until) {
        return engine == Engine.MARIADB
                ? until.truncatedTo(ChronoUnit.SECONDS)
                : until.truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * Replays.
     *
     * @param to a server of the same engine, of the same release or a later one; in autocommit
     *     mode, and nobody else's until this returns
     * @param target the copy; of no use if this throws
     * @param without tables whose rows are left alone
     * @throws ProvisioningException with {@link Reason#RECOVERY_GAP}, {@link
     *     Reason#RECOVERY_BEHIND} if it is not archived up to then yet, {@link
     *     Reason#REPLAY_FAILED}, {@link Reason#BACKUP_DAMAGED} or {@link
     *     Reason#BACKUP_STORE_FAILED}
     */
    public Report run(ReplayWish wish, AdminConnection to, DatabaseName target, Set<String> without)
            throws SQLException {
        Instant until = exact(to.version().engine(), wish.until());
        if (!until.isAfter(wish.since())) {
            return new Report(0, 0, wish.since());
        }
        demandCovered(wish, until);
        demandNoGap(wish, until);
        Segment first =
                controlPlane
                        .read(handle ->
                                SegmentRows.holding(
                                        handle, wish.serverId(), wish.from(), wish.since()))
                        .orElseThrow(() ->
                                gap(
                                        "the log at the backup's moment (%s:%d) is not archived"
                                                .formatted(
                                                        wish.from().file(),
                                                        wish.from().position())));
        try (ReplaySession session =
                ReplaySession.on(to, new DatabaseName(wish.database()), target, without)) {
            Course course = new Course(wish, until, session);
            course.run(first);
            return course.report();
        }
    }

    private void demandCovered(ReplayWish wish, Instant until) {
        if (!isCovered(wish.serverId(), until)) {
            throw new ProvisioningException(
                    Reason.RECOVERY_BEHIND,
                    "the server's log is not archived up to %s yet".formatted(until));
        }
    }

    private void demandNoGap(ReplayWish wish, Instant until) {
        controlPlane.read(handle -> GapRows.of(handle, wish.serverId(), wish.database())).stream()
                .filter(gap ->
                        gap.isBehind(wish.from(), wish.since()) && gap.from().isBefore(until))
                .findFirst()
                .ifPresent(gap -> {
                    throw gap(
                            "what happened at %s cannot be replayed (%s: %s)"
                                    .formatted(gap.from(), gap.reason().code(), gap.detail()));
                });
    }

    private static ProvisioningException gap(String why) {
        return new ProvisioningException(
                Reason.RECOVERY_GAP, why + "; choose an earlier time, or one after a later backup");
    }

    private static ProvisioningException damaged(String why, @Nullable Throwable cause) {
        return new ProvisioningException(
                Reason.BACKUP_DAMAGED,
                "the archived log is not what was written: %s".formatted(why),
                cause);
    }

    /** One replay under way. */
    private final class Course {
        private final ReplayWish wish;
        private final Instant until;
        private final ReplaySession session;
        private boolean within;
        private boolean begun;
        private boolean done;
        private long transactions;

        Course(ReplayWish wish, Instant until, ReplaySession session) {
            this.wish = wish;
            this.until = until;
            this.session = session;
        }

        Report report() {
            return new Report(transactions, session.events(), until);
        }

        void run(Segment first) throws SQLException {
            long number = first.number();
            Optional<Segment> before = Optional.empty();
            while (!done) {
                long from = number;
                List<SegmentRows.Part> parts =
                        controlPlane.read(handle ->
                                SegmentRows.parts(
                                        handle, first.stream(), from, wish.database(), PAGE));
                for (SegmentRows.Part part : parts) {
                    demandNext(before, part.segment());
                    before = Optional.of(part.segment());
                    if (part.section() != null && !done) {
                        replay(part.segment(), part.section());
                    }
                }
                if (parts.size() < PAGE) {
                    break;
                }
                number = parts.getLast().segment().number() + 1;
            }
            if (within) {
                throw damaged("a transaction has no end", null);
            }
            session.commit();
        }

        private static void demandNext(Optional<Segment> before, Segment segment) {
            if (before.isPresent()
                    && (segment.number() != before.get().number() + 1
                            || !before.get().end().file().equals(segment.file())
                            || before.get().end().position() != segment.first())) {
                throw damaged("segment %d is missing".formatted(before.get().number() + 1), null);
            }
        }

        private void replay(Segment segment, Section section) throws SQLException {
            try (DataInputStream in = opened(segment, section)) {
                Optional<SectionRecord> record = SectionRecord.read(in);
                while (record.isPresent() && !done) {
                    take(record.get());
                    record = SectionRecord.read(in);
                }
            } catch (StoreFailedException e) {
                throw new ProvisioningException(
                        Reason.BACKUP_STORE_FAILED,
                        "the archived log cannot be read: %s; check that the store is there"
                                .formatted(e.getMessage()),
                        e);
            } catch (IOException | UnreadableLogException e) {
                throw damaged("segment %d does not open".formatted(segment.number()), e);
            }
        }

        private DataInputStream opened(Segment segment, Section section) throws IOException {
            String object = String.valueOf(segment.object());
            SealedStore sealed =
                    vault.sealed(
                                    section.tenant(),
                                    SectionStore.reading(vault.demandStore(), object, section))
                            .orElseThrow(() ->
                                    new ProvisioningException(
                                            Reason.BACKUP_UNKNOWN,
                                            "the key of the tenant's backups is gone"));
            return new DataInputStream(
                    new BufferedInputStream(
                            sealed.get(
                                    Section.name(
                                            segment.stream(),
                                            segment.number(),
                                            section.database())),
                            1 << 16));
        }

        private void take(SectionRecord record) throws SQLException {
            switch (record) {
                case SectionRecord.Format(LogEvent event) -> session.format(event);
                case SectionRecord.Begin begin -> begin(begin);
                case SectionRecord.Change(LogEvent event) -> {
                    if (within) {
                        session.change(event);
                    }
                }
                case SectionRecord.Commit() -> {
                    if (within) {
                        within = false;
                        transactions++;
                        session.ended();
                    }
                }
            }
        }

        private void begin(SectionRecord.Begin begin) {
            if (within) {
                throw damaged("a transaction has no end", null);
            }
            // What the copy shows already comes first.
            begun |=
                    ServerLog.ORDER.compare(
                                    new LogPosition(begin.file(), begin.position()), wish.from())
                            >= 0;
            done = begun && !begin.committedAt().isBefore(until);
            within = begun && !done;
        }
    }
}
