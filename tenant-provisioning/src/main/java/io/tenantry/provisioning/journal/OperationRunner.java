package io.tenantry.provisioning.journal;

import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.server.AdminConnections;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.TenantLog;
import io.tenantry.routing.Ulid;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
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
    private final AdminConnections connections;
    private final RunnerSettings settings;
    private final Map<String, OperationKind<?>> kinds;
    private final Journal journal;
    private final String owner;
    private final ExecutorService workers;
    private final ScheduledExecutorService heart;
    private final ScheduledExecutorService sweeper;
    private final Map<OperationId, Lease> held = new ConcurrentHashMap<>();
    private final Recalls recalls = new Recalls();
    private final Set<OperationId> notOurs = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicBoolean stopping = new AtomicBoolean();

    public OperationRunner(
            ControlPlane controlPlane,
            AdminConnections connections,
            List<OperationKind<?>> kinds,
            RunnerSettings settings) {
        this.controlPlane = controlPlane;
        this.connections = connections;
        this.settings = settings;
        this.kinds =
                kinds.stream().collect(Collectors.toMap(OperationKind::name, Function.identity()));
        this.journal = new Journal(controlPlane, settings.lease());
        // A replica that starts again under its name is not the one that held the leases.
        this.owner = "%s/%s".formatted(settings.replica(), Ulid.next());
        this.workers =
                Executors.newFixedThreadPool(
                        settings.parallelism(),
                        Thread.ofPlatform()
                                .daemon()
                                .name("tenantry-operation-", 0)
                                .uncaughtExceptionHandler(OperationRunner::died)
                                .factory());
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

    private static void died(Thread worker, Throwable cause) {
        LOG.log(
                Level.SEVERE,
                "%s died; its operation goes on when its lease has ended"
                        .formatted(worker.getName()),
                cause);
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
        boolean room = held.size() < settings.parallelism() && !stopping.get();
        Submission submission =
                new Submission(
                        id,
                        kind.name(),
                        tenant,
                        InputText.of(input),
                        kind.plan(input),
                        actor.name(),
                        room ? owner : null);
        journal.submit(handle, submission)
                .ifPresent(course -> handle.afterCommit(() -> enqueue(course)));
        return id;
    }

    /** Looks once for operations that nobody runs, and takes on as many as there is room for. */
    public void sweep() {
        try {
            int room = settings.parallelism() - held.size();
            for (Due due : journal.due(kinds.keySet(), excluded(), room)) {
                journal.claim(due, owner).ifPresent(this::enqueue);
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
        if (!held.containsKey(id) && !notOurs.contains(id) && !stopping.get()) {
            journal.due(id, kinds.keySet())
                    .flatMap(due -> journal.claim(due, owner))
                    .ifPresent(this::enqueue);
        }
        return held.containsKey(id);
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
        return notOurs.contains(id);
    }

    /**
     * Stops an operation that this process runs, for an operator who has thought better of it: its
     * present step is interrupted, and whatever was begun is undone. One that waits for its next
     * attempt waits no longer. One that cannot go back is let go of where it is, for anybody to go
     * on with.
     *
     * @param why in words, for the journal
     */
    public void recall(OperationId id, String why) {
        recalls.recall(id, why);
        try {
            journal.hurry(id);
        } catch (JdbiException e) {
            LOG.log(Level.WARNING, "the control plane does not answer", e);
        }
    }

    /** Whether operations of that kind go back when they are recalled. */
    public boolean canGoBack(String kind) {
        OperationKind<?> known = kinds.get(kind);
        return known != null && known.isReversible();
    }

    private Set<String> excluded() {
        Set<OperationId> ids = new HashSet<>(held.keySet());
        ids.addAll(notOurs);
        return ids.stream().map(OperationId::value).collect(Collectors.toSet());
    }

    /** Whether it works on nothing at the moment. */
    public boolean isIdle() {
        return held.isEmpty();
    }

    /** Renews the leases that are held. */
    void heartbeat() {
        try {
            journal.renew(owner, held.keySet());
        } catch (JdbiException e) {
            LOG.log(Level.WARNING, "leases could not be renewed; trying again", e);
        }
    }

    private void enqueue(Course course) {
        Lease lease = course.lease();
        held.put(lease.operation(), lease);
        try {
            workers.execute(() -> attempt(course));
        } catch (RejectedExecutionException stopped) {
            held.remove(lease.operation(), lease);
            journal.release(lease);
        }
    }

    /** Whatever ends the attempt, an Error included, its lease is renewed no more. */
    private void attempt(Course course) {
        Lease lease = course.lease();
        recalls.enter(lease.operation());
        try {
            workInItsName(course);
        } finally {
            recalls.leave(lease.operation());
            held.remove(lease.operation(), lease);
            lookForMore();
        }
    }

    /** What is logged about an operation of a tenant carries the tenant. */
    private void workInItsName(Course course) {
        if (course.tenant() == null) {
            work(course);
            return;
        }
        try (TenantLog _ = TenantLog.about(course.tenant())) {
            work(course);
        }
    }

    private void work(Course course) {
        Lease lease = course.lease();
        try {
            run(course, kindOf(course));
        } catch (LeaseLostException e) {
            LOG.log(Level.INFO, e.getMessage());
        } catch (JdbiException e) {
            LOG.log(
                    Level.WARNING,
                    "operation %s could not be journaled; it goes on when its lease has ended"
                            .formatted(lease.operation()),
                    e);
        } catch (UnreadableInputException e) {
            LOG.log(Level.SEVERE, "operation %s".formatted(lease.operation()), e);
            notOurs.add(lease.operation());
            journal.release(lease);
        }
    }

    private OperationKind<?> kindOf(Course course) {
        OperationKind<?> kind = kinds.get(course.kind());
        if (kind == null) {
            throw new IllegalStateException("claimed an unknown kind: " + course.kind());
        }
        return kind;
    }

    private <I> void run(Course course, OperationKind<I> kind) {
        I input = InputText.read(course.input(), kind.inputType());
        OperationRun<I> run =
                new OperationRun<>(
                        kind,
                        input,
                        controlPlane,
                        journal,
                        settings,
                        stopping::get,
                        recalls,
                        this::lookAgain);
        try (RunConnections open =
                new RunConnections(connections, new Fence(journal, course.lease()))) {
            recalls.uses(course.lease().operation(), open);
            if (run.run(course, open) == OperationRun.End.NOT_OURS) {
                notOurs.add(course.lease().operation());
            }
        }
    }

    /** A worker is free: look for work now rather than at the next sweep. */
    private void lookForMore() {
        if (started.get() && !stopping.get()) {
            try {
                sweeper.execute(this::sweep);
            } catch (RejectedExecutionException stopped) {
                LOG.log(Level.FINE, "stopping: no more work is looked for");
            }
        }
    }

    /** What waits for less than a sweep lasts need not wait for the next one. */
    private void lookAgain(Duration pause) {
        if (started.get() && !stopping.get() && pause.compareTo(settings.sweep()) < 0) {
            try {
                long nanos = pause.plus(MOMENT).toNanos();
                var _ = sweeper.schedule(this::sweep, nanos, TimeUnit.NANOSECONDS);
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
        stopping.set(true);
        sweeper.shutdownNow();
        workers.shutdown();
        try {
            if (!workers.awaitTermination(GRACE.toSeconds(), TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        } finally {
            // Last: a lease may be shorter than what is waited for here.
            heart.shutdownNow();
        }
    }
}
