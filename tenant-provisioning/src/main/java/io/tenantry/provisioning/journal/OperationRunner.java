package io.tenantry.provisioning.journal;

import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.server.AdminConnections;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * Runs operations: its own as soon as they are committed, and whatever another replica left.
 *
 * <p>Safe for use by many threads. {@link #start} begins to renew leases and to look for work;
 * {@link #close} lets go of everything, so that another replica can go on at once.
 */
public final class OperationRunner implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(OperationRunner.class.getName());
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final ControlPlane controlPlane;
    private final RunnerSettings settings;
    private final Map<String, OperationKind<?>> kinds;
    private final Journal journal;
    private final String owner;
    private final Workers workers;
    private final ScheduledExecutorService heart;
    private final ScheduledExecutorService sweeper;
    private final AtomicBoolean started = new AtomicBoolean();

    public OperationRunner(
            ControlPlane controlPlane,
            AdminConnections connections,
            List<OperationKind<?>> kinds,
            RunnerSettings settings) {
        this.controlPlane = controlPlane;
        this.settings = settings;
        this.kinds =
                kinds.stream().collect(Collectors.toMap(OperationKind::name, Function.identity()));
        this.journal = new Journal(controlPlane, settings.lease());
        // A replica that starts again under its name is not the one that held the leases.
        this.owner = "%s/%s".formatted(settings.replica(), Ulid.next());
        this.workers =
                new Workers(controlPlane, connections, settings, this.kinds, journal, listener());
        // Apart, because a sweep may wait for the control plane longer than a lease lasts.
        this.heart = clock("tenantry-operation-heart");
        this.sweeper = clock("tenantry-operation-sweeper");
    }

    /** Begins to renew leases and to look for operations that nobody runs. */
    public void start() {
        if (started.compareAndSet(false, true)) {
            attend();
            every(sweeper, settings.sweep(), this::sweep);
        }
    }

    /**
     * Begins to renew leases, and runs only what is submitted to it or {@link #takeOn taken on} by
     * name: for a process that is there for one operation and then ends. Instead of {@link #start}.
     */
    public void attend() {
        every(heart, settings.heartbeat(), this::heartbeat);
    }

    /** What it can run. */
    public Collection<OperationKind<?>> kinds() {
        return kinds.values();
    }

    private static ScheduledExecutorService clock(String name) {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
    }

    private static void every(ScheduledExecutorService clock, Duration period, Runnable task) {
        long nanos = period.toNanos();
        var _ = clock.scheduleWithFixedDelay(task, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    /**
     * Journals an operation in the caller's transaction. It begins when that commits: here if there
     * is room, else wherever there is.
     *
     * @throws IllegalArgumentException if this runner does not know the kind, or the input does not
     *     become JSON
     */
    public <I> OperationId submit(
            Handle handle, OperationKind<I> kind, @Nullable TenantId tenant, I input, Actor actor) {
        if (!kinds.containsKey(kind.name())) {
            throw new IllegalArgumentException("unknown kind of operation: " + kind.name());
        }
        OperationId id = new OperationId(Ulid.at(controlPlane.now()));
        Submission submission =
                new Submission(
                        id,
                        kind.name(),
                        tenant,
                        InputText.of(input),
                        kind.plan(input),
                        actor.name(),
                        workers.room() > 0 ? owner : null);
        journal.submit(handle, submission)
                .ifPresent(course -> handle.afterCommit(() -> workers.takeOn(course)));
        return id;
    }

    /** Looks once for operations that nobody runs, and takes on as many as there is room for. */
    public void sweep() {
        try {
            for (Due due : journal.due(kinds.keySet(), workers.excluded(), workers.room())) {
                journal.claim(due, owner).ifPresent(workers::takeOn);
            }
        } catch (JdbiException e) {
            LOG.log(Level.WARNING, "the control plane does not answer; looking again later", e);
        }
    }

    /**
     * Takes an operation on, unless somebody runs it, its time has not come, it has ended, or this
     * process {@link #leaves} it to others.
     *
     * @return whether it is at work here now
     */
    public boolean takeOn(OperationId id) {
        if (!workers.holds(id) && !workers.leaves(id) && !workers.isStopping()) {
            journal.due(id, kinds.keySet())
                    .flatMap(due -> journal.claim(due, owner))
                    .ifPresent(workers::takeOn);
        }
        return workers.holds(id);
    }

    /**
     * Operations of a tenant that a process took with it when it was killed, oldest first: their
     * leases were not given back and have ended. Whoever sweeps {@link #takeOn takes them on}.
     */
    public List<OperationId> orphaned(TenantId tenant) {
        return journal.orphaned(tenant, kinds.keySet());
    }

    /** Whether it came upon a step of the operation that only another process can run. */
    public boolean leaves(OperationId id) {
        return workers.leaves(id);
    }

    /**
     * Stops an operation for an operator who has thought better of it: whatever was begun is
     * undone, by whoever is at work on it. Its present step is interrupted, here at once, elsewhere
     * within a heartbeat. One that waits for its next attempt waits no longer. One that cannot go
     * back is let go of where it is, for anybody to go on with.
     *
     * @param why in words, for the journal
     */
    public Recall recall(OperationId id, String why) {
        workers.recall(id, why);
        try {
            Set<String> reversible =
                    kinds.keySet().stream().filter(this::canGoBack).collect(Collectors.toSet());
            return journal.recall(id, reversible, why, owner);
        } catch (JdbiException e) {
            LOG.log(Level.WARNING, "the control plane does not answer", e);
            return Recall.UNHEARD;
        }
    }

    /** Whether operations of that kind go back when they are recalled. */
    public boolean canGoBack(String kind) {
        OperationKind<?> known = kinds.get(kind);
        return known != null && known.isReversible();
    }

    /** Whether it works on nothing at the moment. */
    public boolean isIdle() {
        return workers.held().isEmpty();
    }

    /** Renews the leases that are held, and hears which operations are wanted back. */
    void heartbeat() {
        try {
            journal.renew(owner, workers.held()).forEach(workers::recall);
        } catch (JdbiException e) {
            LOG.log(Level.WARNING, "leases could not be renewed; trying again", e);
        }
    }

    private Workers.Listener listener() {
        return new Workers.Listener() {
            @Override
            public void free() {
                sweepIn(Duration.ZERO);
            }

            // What waits for less than a sweep lasts need not wait for the next one.
            @Override
            public void waits(Duration pause) {
                if (pause.compareTo(settings.sweep()) < 0) {
                    sweepIn(pause.plus(MOMENT));
                }
            }
        };
    }

    private void sweepIn(Duration pause) {
        if (started.get() && !workers.isStopping()) {
            try {
                var _ = sweeper.schedule(this::sweep, pause.toNanos(), TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException stopped) {
                LOG.log(Level.FINE, "stopping: no more work is looked for");
            }
        }
    }

    /**
     * Stops: what is at work finishes its present step and is let go of. Waits for that up to ten
     * seconds; what takes longer passes on when its lease ends.
     */
    @Override
    public void close() {
        workers.stop();
        sweeper.shutdownNow();
        workers.awaitStop(GRACE);
        // Last: a lease may be shorter than what is waited for here.
        heart.shutdownNow();
    }
}
