package io.tenantry.provisioning.journal;

import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.server.AdminConnections;
import io.tenantry.routing.TenantLog;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.jdbi.v3.core.JdbiException;

/**
 * The operations that this process is at work on: each on a thread of its own, under the lease that
 * it holds, over connections of its own.
 *
 * <p>Safe for use by many threads.
 */
final class Workers {
    private static final Logger LOG = Logger.getLogger(Workers.class.getName());

    private final ControlPlane controlPlane;
    private final AdminConnections connections;
    private final RunnerSettings settings;
    private final Map<String, OperationKind<?>> kinds;
    private final Journal journal;
    private final Listener listener;
    private final ExecutorService threads;
    private final Map<OperationId, Lease> held = new ConcurrentHashMap<>();
    private final Recalls recalls = new Recalls();
    private final Set<OperationId> notOurs = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean stopping = new AtomicBoolean();

    /** Hears what happens here. */
    interface Listener {
        /** A thread is free for other work. */
        void free();

        /** An operation waits for its next attempt, at least so long. */
        void waits(Duration pause);
    }

    Workers(
            ControlPlane controlPlane,
            AdminConnections connections,
            RunnerSettings settings,
            Map<String, OperationKind<?>> kinds,
            Journal journal,
            Listener listener) {
        this.controlPlane = controlPlane;
        this.connections = connections;
        this.settings = settings;
        this.kinds = Map.copyOf(kinds);
        this.journal = journal;
        this.listener = listener;
        this.threads =
                Executors.newFixedThreadPool(
                        settings.parallelism(),
                        Thread.ofPlatform()
                                .daemon()
                                .name("tenantry-operation-", 0)
                                .uncaughtExceptionHandler(Workers::died)
                                .factory());
    }

    private static void died(Thread worker, Throwable cause) {
        LOG.log(
                Level.SEVERE,
                "%s died; its operation goes on when its lease has ended"
                        .formatted(worker.getName()),
                cause);
    }

    boolean isStopping() {
        return stopping.get();
    }

    /** How many more can be at work at once; below 1 for none. */
    int room() {
        return stopping.get() ? 0 : settings.parallelism() - held.size();
    }

    Set<OperationId> held() {
        return held.keySet();
    }

    boolean holds(OperationId id) {
        return held.containsKey(id);
    }

    /** Whether it came upon a step of the operation that only another process can run. */
    boolean leaves(OperationId id) {
        return notOurs.contains(id);
    }

    /** What is not to be looked for: it is at work here, or another process's. */
    Set<String> excluded() {
        Set<OperationId> ids = new HashSet<>(held.keySet());
        ids.addAll(notOurs);
        return ids.stream().map(OperationId::value).collect(Collectors.toSet());
    }

    /** Interrupts an operation that is at work here, or will be, and has it go back. */
    void recall(OperationId id, String why) {
        recalls.recall(id, why);
    }

    /** Begins, or goes on with, an operation that this process has claimed. */
    void takeOn(Course course) {
        Lease lease = course.lease();
        held.put(lease.operation(), lease);
        try {
            threads.execute(() -> attempt(course));
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
            listener.free();
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
                        listener::waits);
        try (RunConnections open =
                new RunConnections(connections, new Fence(journal, course.lease()))) {
            recalls.uses(course.lease().operation(), open);
            if (run.run(course, open) == OperationRun.End.NOT_OURS) {
                notOurs.add(course.lease().operation());
            }
        }
    }

    /** Takes on nothing more; what is at work finishes its present step and is let go of. */
    void stop() {
        stopping.set(true);
        threads.shutdown();
    }

    /** Waits for them to have stopped; breaks off what takes longer. */
    void awaitStop(Duration patience) {
        try {
            if (!threads.awaitTermination(patience.toSeconds(), TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
