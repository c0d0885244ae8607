package io.tenantry.provisioning.binlog;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.AdminConnections;
import io.tenantry.provisioning.snapshot.LogPosition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** Archives one server's log for as long as it has the lease: follows, and begins again. */
final class Archiver implements Runnable {
    private static final Logger LOG = Logger.getLogger(Archiver.class.getName());
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    private static final int SILENT_MILLIS = 30_000;
    private static final long FIRST_REPLICA_NUMBER = 1_000_000_000L;

    private final ControlPlane controlPlane;
    private final AdminConnections connections;
    private final SegmentWriter writer;
    private final ArchiverSettings settings;
    private final ArchiverLease lease;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicReference<@Nullable LogFollower> follower = new AtomicReference<>();
    private final Refusals refusals;
    private Duration pause = SHORTEST_PAUSE;

    /** How far the last attempt came. */
    private @Nullable LogPosition reached;

    private volatile boolean killed;

    Archiver(
            ControlPlane controlPlane,
            AdminConnections connections,
            SegmentWriter writer,
            ArchiverSettings settings,
            ArchiverLease lease) {
        this.controlPlane = controlPlane;
        this.connections = connections;
        this.writer = writer;
        this.settings = settings;
        this.lease = lease;
        this.refusals = new Refusals(settings.refusals());
    }

    ArchiverLease lease() {
        return lease;
    }

    boolean isEnded() {
        return ended.getCount() == 0;
    }

    /** Asks it to end soon, and waits for it a little. */
    void stop(Duration patience) throws InterruptedException {
        abandon();
        ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Asks it to end soon. */
    void abandon() {
        stopped.countDown();
        LogFollower following = follower.get();
        if (following != null) {
            following.stop();
        }
    }

    /** As if its process were killed. */
    void kill() {
        killed = true;
        abandon();
    }

    @Override
    public void run() {
        try {
            while (!isStopped() && archive()) {
                stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
                Duration longer = pause.multipliedBy(2);
                pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (LeaseLostException e) {
            LOG.log(Level.INFO, e.getMessage());
        } finally {
            ended.countDown();
        }
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /** Archives until something fails; false if there is no more to do. */
    private boolean archive() {
        Duration before = pause;
        try (AdminConnection admin = connections.open(lease.serverId())) {
            ServerLog log = new ServerLog(admin);
            if (!log.isOn()) {
                report("binlog_off", "the server keeps no binary log; set log_bin and restart it");
                return true;
            }
            follow(log);
        } catch (LogFollower.NoSuchPlaceException e) {
            // What is there is looked at anew, which finds the gap.
            refused("log_place_gone", e, before);
        } catch (LogFollower.DamagedEventException | UnreadableLogException e) {
            refused("log_unreadable", e, before);
        } catch (LeaseLostException e) {
            throw e;
        } catch (ProvisioningException e) {
            report(e.reason().code(), String.valueOf(e.getMessage()));
        } catch (UncheckedIOException e) {
            report("log_unreadable", String.valueOf(e.getMessage()));
        } catch (SQLException | IOException e) {
            report("log_refused", String.valueOf(e.getMessage()));
        } catch (JdbiException e) {
            LOG.log(Level.WARNING, "the control plane does not answer; archiving later", e);
        } catch (OutOfMemoryError e) {
            // One event was too large for what is left; the process goes on.
            report(
                    "event_too_large",
                    "an event does not fit into the memory of this process (%d MiB at most): somebody has changed a very large row; start it with more, -Xmx of eight times the row"
                            .formatted(Runtime.getRuntime().maxMemory() >> 20));
        }
        return true;
    }

    /** Once may be chance; it is tried again less and less often, whatever came before it. */
    private void refused(String problem, Exception why, Duration before) {
        if (reached != null && refusals.at(reached) > 1) {
            pause = before;
        }
        report(problem, "%s (%s)".formatted(why.getMessage(), refusals));
    }

    private void follow(ServerLog log) throws SQLException, IOException {
        Course course = Course.begin(controlPlane, lease, log, refusals.damaged());
        course.damage().ifPresent(this::tell);
        Archiving archiving = new Archiving(controlPlane, writer, settings, lease, log, course);
        archiving.warn();
        LogFollower following = new LogFollower(client(), course.from(), archiving::event);
        follower.set(following);
        try {
            if (!isStopped()) {
                following.follow();
            }
            persist(archiving);
        } catch (IOException e) {
            // The server has gone, or its log cannot be read on: what came of it is whole.
            keep(archiving, e);
            throw e;
        } finally {
            follower.set(null);
            reached = archiving.at();
            if (archiving.isUnderWay()) {
                pause = SHORTEST_PAUSE;
            }
        }
    }

    private void persist(Archiving archiving) {
        if (!killed) {
            archiving.persist();
        }
    }

    private void keep(Archiving archiving, IOException why) {
        try {
            persist(archiving);
        } catch (LeaseLostException e) {
            throw e;
        } catch (RuntimeException e) {
            why.addSuppressed(e);
        }
    }

    private void tell(String damage) {
        LOG.log(
                Level.SEVERE,
                "the log of server {0} is damaged and archived from behind the damage: {1}; what happened in between cannot be recovered, and backups of its tenants are due",
                new Object[] {lease.serverId(), damage});
    }

    private BinaryLogClient client() {
        BinaryLogClient client = connections.logClient(lease.serverId());
        client.setKeepAlive(false);
        client.setHeartbeatInterval(settings.look().toMillis());
        // A server throws another off that follows it under the same number.
        client.setServerId(
                FIRST_REPLICA_NUMBER + ThreadLocalRandom.current().nextLong(FIRST_REPLICA_NUMBER));
        client.setSocketFactory(() -> {
            Socket socket = new Socket();
            socket.setSoTimeout(SILENT_MILLIS);
            return socket;
        });
        return client;
    }

    private void report(String problem, String detail) {
        LOG.log(
                Level.WARNING,
                "the log of server {0} is not archived: {1}",
                new Object[] {lease.serverId(), detail});
        try {
            controlPlane.useTransaction(
                    handle -> ArchiverRows.problem(handle, lease, problem, detail));
        } catch (JdbiException e) {
            LOG.log(Level.FINE, "a problem could not be written down", e);
        }
    }
}
