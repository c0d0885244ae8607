package io.tenantry.provisioning.binlog;

import io.tenantry.provisioning.backup.BackupVault;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.server.AdminConnections;
import io.tenantry.routing.Ulid;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jdbi.v3.core.JdbiException;

/**
 * The archivers of this replica: of each server that no other replica archives.
 *
 * <p>Where no store of backups is configured it does nothing.
 */
public final class Archivers implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Archivers.class.getName());
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final ControlPlane controlPlane;
    private final AdminConnections connections;
    private final BackupVault vault;
    private final ArchiverSettings settings;
    private final String owner;
    private final Map<String, Archiver> archivers = new ConcurrentHashMap<>();
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ScheduledExecutorService heart =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("tenantry-archiver-heart").factory());

    public Archivers(
            ControlPlane controlPlane,
            AdminConnections connections,
            BackupVault vault,
            ArchiverSettings settings) {
        this.controlPlane = controlPlane;
        this.connections = connections;
        this.vault = vault;
        this.settings = settings;
        // A replica that starts again under its name is not the one that held the leases.
        this.owner = "%s/%s".formatted(settings.replica(), Ulid.next());
    }

    /** Begins to look for servers that nobody archives. */
    public void start() {
        if (vault.isOn() && started.compareAndSet(false, true)) {
            long nanos = settings.heartbeat().toNanos();
            var _ = heart.scheduleWithFixedDelay(this::beat, 0, nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void beat() {
        try {
            renew();
            claim();
        } catch (JdbiException e) {
            LOG.log(Level.WARNING, "the control plane does not answer; trying again", e);
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "archivers could not be looked after", e);
        }
    }

    private void renew() {
        for (Archiver archiver : List.copyOf(archivers.values())) {
            Instant until = controlPlane.now().plus(settings.lease());
            boolean holds =
                    controlPlane.inTransaction(
                            handle -> ArchiverRows.renew(handle, archiver.lease(), until));
            if (!holds || archiver.isEnded()) {
                archiver.abandon();
                archivers.remove(archiver.lease().serverId(), archiver);
            }
        }
    }

    private void claim() {
        List<String> servers = controlPlane.read(ArchiverRows::servers);
        for (String server : servers) {
            if (!archivers.containsKey(server) && !closed.get()) {
                Instant now = controlPlane.now();
                Optional<ArchiverLease> lease =
                        controlPlane.inTransaction(handle ->
                                ArchiverRows.claim(
                                        handle, server, owner, now, now.plus(settings.lease())));
                lease.ifPresent(this::begin);
            }
        }
    }

    private void begin(ArchiverLease lease) {
        Archiver archiver =
                new Archiver(
                        controlPlane,
                        connections,
                        new SegmentWriter(controlPlane, vault),
                        settings,
                        lease);
        archivers.put(lease.serverId(), archiver);
        Thread.ofPlatform()
                .daemon()
                .name("tenantry-archiver-" + lease.serverId())
                .uncaughtExceptionHandler((thread, cause) ->
                        LOG.log(Level.SEVERE, "%s died".formatted(thread.getName()), cause))
                .start(archiver);
    }

    /** Archives what came, and lets other replicas go on at once. */
    @Override
    public void close() {
        closed.set(true);
        heart.shutdown();
        try {
            heart.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS);
            for (Archiver archiver : archivers.values()) {
                archiver.stop(GRACE);
                controlPlane.useTransaction(
                        handle -> ArchiverRows.release(handle, archiver.lease()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (JdbiException e) {
            LOG.log(Level.FINE, "leases could not be given back; they end", e);
        }
        archivers.clear();
    }

    /** As if this process were killed: nothing more is archived, and leases are not given back. */
    void kill() {
        closed.set(true);
        heart.shutdownNow();
        archivers.values().forEach(Archiver::kill);
    }
}
