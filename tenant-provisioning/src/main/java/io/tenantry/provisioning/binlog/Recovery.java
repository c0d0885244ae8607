package io.tenantry.provisioning.binlog;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.backup.Backup;
import io.tenantry.provisioning.backup.BackupVault;
import io.tenantry.provisioning.backup.Backups;
import io.tenantry.provisioning.changelog.SchemaFingerprint;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.NotYetException;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.DatabaseName;
import io.tenantry.provisioning.snapshot.LogPosition;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.mysql.ServerVersion;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Going back to any second: to which it can be gone, and the way there. */
public final class Recovery {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int GAPS_SHOWN = 100;

    private final ControlPlane controlPlane;
    private final BackupVault vault;
    private final Replay replay;

    public Recovery(ControlPlane controlPlane, BackupVault vault) {
        this.controlPlane = controlPlane;
        this.vault = vault;
        this.replay = new Replay(controlPlane, vault);
    }

    /** Whether logs are archived at all. */
    public boolean isOn() {
        return vault.isOn();
    }

    /** How the archiving of each server's log stands. */
    public List<ArchiverState> servers() {
        return controlPlane.read(ArchiverRows::states);
    }

    /** Up to when a server's log is archived; empty if nothing is. */
    public static Optional<Instant> coveredUntil(Handle handle, String serverId) {
        return ArchiverRows.coveredUntil(handle, serverId);
    }

    /**
     * How long ago the replica that archives a server's log has looked at the server; empty if
     * nobody ever has.
     */
    public Optional<Duration> sinceSeen(String serverId) {
        return controlPlane
                .read(handle -> ArchiverRows.seenAt(handle, serverId))
                .map(seen -> Duration.between(seen, controlPlane.now()));
    }

    /** What of a server's log cannot be replayed, newest first: a hundred at most. */
    public List<Gap> gaps(String serverId) {
        return controlPlane.read(handle -> GapRows.newest(handle, serverId, GAPS_SHOWN));
    }

    /**
     * Removes what of the archives no backup needs any more.
     *
     * @return how many objects of the store were removed
     */
    public int removeUnneeded() {
        return vault.isOn() ? new SegmentRetention(controlPlane, vault).run() : 0;
    }

    /** Forgets what is archived of a tenant; says how many sections that were. */
    public static int forget(Handle handle, TenantId tenant) {
        return SegmentRows.forget(handle, tenant);
    }

    /** The times that a tenant can be brought back to. */
    public TenantRecovery of(TenantId tenant) {
        return controlPlane.read(handle -> {
            List<RecoveryWindow> windows = new ArrayList<>();
            List<Gap> gaps = new ArrayList<>();
            for (Backup backup : Backups.ready(handle, tenant).reversed()) {
                BackupReach reach = BackupReach.of(handle, backup);
                if (reach.gap() != null && !gaps.contains(reach.gap())) {
                    gaps.add(reach.gap());
                }
                add(windows, reach);
            }
            return new TenantRecovery(tenant, List.copyOf(windows), List.copyOf(gaps));
        });
    }

    /** A window that begins within the one before goes on with it. */
    private static void add(List<RecoveryWindow> windows, BackupReach reach) {
        Backup backup = reach.backup();
        Instant taken = Objects.requireNonNull(backup.takenAt(), "ready");
        if (!windows.isEmpty() && !taken.isAfter(windows.getLast().until())) {
            RecoveryWindow before = windows.removeLast();
            boolean further = !reach.until().isBefore(before.until());
            windows.add(
                    new RecoveryWindow(
                            before.from(),
                            further ? reach.until() : before.until(),
                            before.backup(),
                            further ? reach.end() : before.end()));
        } else {
            windows.add(new RecoveryWindow(taken, reach.until(), backup.id(), reach.end()));
        }
    }

    /**
     * Finds the way to a time; the backup is not removed before the transaction ends.
     *
     * @throws ProvisioningException with {@link Reason#BACKUPS_OFF}, {@link Reason#TIME_IN_FUTURE},
     *     {@link Reason#TIME_BEFORE_BACKUPS} or {@link Reason#RECOVERY_GAP}
     */
    public RecoveryPoint choose(Handle handle, TenantId tenant, Instant at) {
        vault.demandStore();
        if (at.isAfter(controlPlane.now())) {
            throw new ProvisioningException(
                    Reason.TIME_IN_FUTURE, "%s has not come yet".formatted(at));
        }
        List<BackupReach> reaches =
                Backups.ready(handle, tenant).stream()
                        .filter(each -> !Objects.requireNonNull(each.takenAt()).isAfter(at))
                        .map(each -> BackupReach.of(handle, each))
                        .toList();
        if (reaches.isEmpty()) {
            throw new ProvisioningException(
                    Reason.TIME_BEFORE_BACKUPS,
                    "the tenant has no backup from before %s; see from when on it can be recovered"
                            .formatted(at));
        }
        // An older one may reach further: the newest may be of a database that did not serve then.
        Backup backup =
                reaches.stream()
                        .filter(reach -> reach.mayReach(at))
                        .findFirst()
                        .orElseThrow(() -> gap(reaches.getFirst()))
                        .backup();
        return new RecoveryPoint(Backups.demandReady(handle, tenant, backup.id()), at);
    }

    private static ProvisioningException gap(BackupReach reach) {
        return new ProvisioningException(
                Reason.RECOVERY_GAP,
                "from the backup of %s it can be recovered up to %s only (%s)"
                        .formatted(reach.backup().takenAt(), reach.until(), reach.end()));
    }

    /**
     * The last moment that a tenant can be brought back to, as far as is archived now.
     *
     * @throws ProvisioningException with {@link Reason#BACKUPS_OFF}, or {@link
     *     Reason#TIME_BEFORE_BACKUPS} if it has no backup
     */
    public LastPoint last(Handle handle, TenantId tenant) {
        vault.demandStore();
        return LastPoint.of(handle, tenant);
    }

    /** Whether what was committed before a time is archived. */
    public boolean isArchived(Backup backup, Instant at) {
        Instant until = exact(backup, at);
        String server = backup.serverId();
        return server == null
                || !until.isAfter(Objects.requireNonNull(backup.takenAt(), "ready"))
                || replay.isCovered(server, until);
    }

    /**
     * Waits, as an operation's step does, until what was committed before a time is archived.
     *
     * @param since when it was asked for
     * @throws NotYetException as long as it is not
     * @throws ProvisioningException with {@link Reason#RECOVERY_BEHIND} if it takes too long
     */
    public void awaitArchived(Backup backup, Instant at, Instant since) {
        if (isArchived(backup, at)) {
            return;
        }
        if (controlPlane.now().isAfter(since.plus(PATIENCE))) {
            throw new ProvisioningException(
                    Reason.RECOVERY_BEHIND,
                    "the server's log is not archived up to %s; see why in the state of its archiver"
                            .formatted(at));
        }
        throw new NotYetException("the log up to then is being archived", SOON);
    }

    static Instant exact(Backup backup, Instant at) {
        return Replay.exact(
                String.valueOf(backup.engine()).startsWith("mariadb")
                        ? ServerVersion.Engine.MARIADB
                        : ServerVersion.Engine.MYSQL,
                at);
    }

    /**
     * Brings a restored backup forward to a time.
     *
     * @param without tables that were restored without their rows
     * @throws ProvisioningException as {@link Replay#run} does
     */
    public Replay.Report replay(
            Backup backup, Instant at, AdminConnection to, DatabaseName target, Set<String> without)
            throws SQLException {
        Instant taken = Objects.requireNonNull(backup.takenAt(), "ready");
        if (!exact(backup, at).isAfter(taken)) {
            return new Replay.Report(0, 0, taken);
        }
        LogPosition position = backup.position();
        String server = backup.serverId();
        String database = backup.database();
        if (position == null || server == null || database == null) {
            throw new ProvisioningException(
                    Reason.RECOVERY_GAP,
                    "the backup's server kept no log; choose the moment of a backup");
        }
        return replay.run(
                new ReplayWish(server, database, taken, position, at), to, target, without);
    }

    /**
     * As {@link #replay}, and says which version of the schema the database has then: migrations
     * are among what is replayed.
     */
    public SchemaState forward(
            Backup backup, Instant at, AdminConnection to, DatabaseName target, Set<String> without)
            throws SQLException {
        replay(backup, at, to, target, without);
        String fingerprint = SchemaFingerprint.outline(to, target).fingerprint();
        return new SchemaState(
                controlPlane.read(handle ->
                        version(
                                        handle,
                                        fingerprint,
                                        to.version().release(),
                                        String.valueOf(backup.schemaVersion()))
                                .orElse(String.valueOf(backup.schemaVersion()))),
                fingerprint);
    }

    /**
     * The version of a schema that looks like that: the one that is expected, if it does, else the
     * newest that does.
     */
    private static Optional<String> version(
            Handle handle, String fingerprint, String release, String expected) {
        return handle.createQuery(
                        """
                        SELECT changelog_version
                        FROM changelog_recordings
                        WHERE fingerprint = :fingerprint AND engine = :release
                        ORDER BY changelog_version = :expected DESC, recorded_at DESC
                        LIMIT 1
                        """)
                .bind("fingerprint", fingerprint)
                .bind("release", release)
                .bind("expected", expected)
                .mapTo(String.class)
                .findOne();
    }
}
