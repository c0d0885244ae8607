package io.tenantry.provisioning.migration;

import io.tenantry.provisioning.changelog.MigrationReplay;
import io.tenantry.provisioning.journal.Lane;
import io.tenantry.provisioning.journal.LeaseLostException;
import io.tenantry.provisioning.journal.StepContext;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The connections to one server on which databases are migrated at the same time: each takes the
 * next target from one queue, and puts what became of it into another.
 */
final class Lanes implements AutoCloseable {
    private final MigrationReplay replay;
    private final StepContext<MigrateServer> context;
    private final MigrationSettings settings;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    // An empty one tells a lane to end.
    private final BlockingQueue<Optional<Target>> todo = new LinkedBlockingQueue<>();
    private final BlockingQueue<Outcome> done = new LinkedBlockingQueue<>();
    private final AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();

    private Lanes(
            MigrationReplay replay,
            StepContext<MigrateServer> context,
            MigrationSettings settings) {
        this.replay = replay;
        this.context = context;
        this.settings = settings;
    }

    /**
     * Opens all lanes; only then does any begin to work.
     *
     * @throws io.tenantry.provisioning.ProvisioningException if the server cannot be worked with
     */
    static Lanes open(
            MigrationReplay replay, StepContext<MigrateServer> context, MigrationSettings settings)
            throws SQLException {
        Lanes lanes = new Lanes(replay, context, settings);
        List<Lane> opened = new ArrayList<>();
        boolean complete = false;
        try {
            for (int number = 0; number < settings.parallelism(); number++) {
                opened.add(lanes.lane(number));
            }
            complete = true;
        } finally {
            if (!complete) {
                opened.forEach(Lane::close);
            }
        }
        for (int number = 0; number < opened.size(); number++) {
            int lane = number;
            lanes.threads.execute(() -> lanes.work(lane, opened.get(lane)));
        }
        return lanes;
    }

    private Lane lane(int number) throws SQLException {
        Lane lane = context.lane(context.input().server(), number);
        boolean limited = false;
        try {
            MigrationReplay.limit(lane.admin(), settings.limits());
            limited = true;
            return lane;
        } finally {
            if (!limited) {
                lane.close();
            }
        }
    }

    void add(List<Target> targets) {
        targets.forEach(target -> todo.add(Optional.of(target)));
    }

    /**
     * Waits for an outcome, and then a little for more.
     *
     * @param enough how many there need be for it not to wait
     * @throws LeaseLostException if the operation is another's by now
     */
    List<Outcome> take(int enough, long patienceNanos) {
        try {
            List<Outcome> outcomes = new ArrayList<>(List.of(done.take()));
            long end = System.nanoTime() + patienceNanos;
            while (outcomes.size() < enough) {
                Outcome next = done.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (next == null) {
                    break;
                }
                outcomes.add(next);
            }
            done.drainTo(outcomes);
            rethrow(broken.get());
            return outcomes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", e);
        }
    }

    private static void rethrow(@Nullable Throwable cause) {
        switch (cause) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(cause);
        }
    }

    private void work(int number, Lane first) {
        Lane lane = first;
        try {
            for (Optional<Target> next = todo.take(); next.isPresent(); next = todo.take()) {
                lane = work(number, lane, next.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (lane != null) {
                lane.close();
            }
        }
    }

    /**
     * Works on one target, and answers the lane if it is as good as before: not what a changelog
     * has set for the statements that follow, which would be another tenant's.
     */
    private @Nullable Lane work(int number, @Nullable Lane former, Target target) {
        Lane lane = former;
        try {
            if (lane == null) {
                lane = lane(number);
            }
            lane.enter(target.database());
            Outcome outcome =
                    Outcome.of(
                            target,
                            replay.migrate(
                                    lane.admin(),
                                    target.database(),
                                    target.way(),
                                    settings.repair(),
                                    settings.limits()));
            lane.leave(target.database());
            if (lane.admin().isSessionChanged()) {
                lane.close();
                lane = null;
            }
            done.add(outcome);
            return lane;
        } catch (SQLException | RuntimeException | Error e) {
            if (lane != null) {
                lane.close();
            }
            failed(target, e);
            return null;
        }
    }

    private void failed(Target target, Throwable cause) {
        if (cause instanceof LeaseLostException || cause instanceof Error) {
            // The whole operation ends with it.
            broken.compareAndSet(null, cause);
        }
        Exception known = cause instanceof Exception e ? e : new IllegalStateException(cause);
        done.add(Outcome.of(target, known, settings.attempts()));
    }

    /** Lets each lane finish the target that it is at work on, and closes them. */
    @Override
    public void close() {
        todo.clear();
        for (int lane = 0; lane < settings.parallelism(); lane++) {
            todo.add(Optional.empty());
        }
        threads.close();
    }
}
