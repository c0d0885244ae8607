package io.tenantry.provisioning.migration;

import io.tenantry.provisioning.changelog.MigrationReplay;
import io.tenantry.provisioning.journal.Lane;
import io.tenantry.provisioning.journal.LeaseLostException;
import io.tenantry.provisioning.journal.StepContext;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A few seconds of work on one server's databases: several lanes take targets from one queue, and
 * one thread writes what became of them, many in one transaction.
 */
final class Slice {
    private static final Duration LENGTH = Duration.ofSeconds(2);

    /** How a slice ended. */
    enum End {
        /** The migration has ended or stands still, or this run of it. */
        ENDED,
        /** There is more to do. */
        MORE,
        /** Nothing is due on this server for now. */
        NOTHING
    }

    private final Books books;
    private final MigrationReplay replay;
    private final StepContext<MigrateServer> context;
    // An empty one tells a lane to end.
    private final BlockingQueue<Optional<Target>> todo = new LinkedBlockingQueue<>();
    private final BlockingQueue<Outcome> done = new LinkedBlockingQueue<>();
    private final AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();

    Slice(Books books, MigrationReplay replay, StepContext<MigrateServer> context) {
        this.books = books;
        this.replay = replay;
        this.context = context;
    }

    End work() {
        Books.Page first = books.first();
        if (!first.open()) {
            return End.ENDED;
        }
        if (first.targets().isEmpty()) {
            return End.NOTHING;
        }
        int lanes = first.settings().parallelism();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int lane = 0; lane < lanes; lane++) {
                int number = lane;
                threads.execute(() -> workIn(number, first.settings()));
            }
            try {
                return keepBusy(first.targets());
            } finally {
                todo.clear();
                for (int lane = 0; lane < lanes; lane++) {
                    todo.add(Optional.empty());
                }
            }
        }
    }

    private End keepBusy(List<Target> targets) {
        long end = System.nanoTime() + LENGTH.toNanos();
        int atWork = add(targets);
        boolean open = true;
        while (atWork > 0) {
            List<Outcome> outcomes = take();
            atWork -= outcomes.size();
            boolean more = open && System.nanoTime() < end;
            Books.Page page = books.turn(outcomes, more, atWork);
            open = page.open();
            atWork += add(page.targets());
        }
        return open ? End.MORE : End.ENDED;
    }

    private int add(List<Target> targets) {
        targets.forEach(target -> todo.add(Optional.of(target)));
        return targets.size();
    }

    /** At least one outcome, and whatever else is there. */
    private List<Outcome> take() {
        try {
            List<Outcome> outcomes = new ArrayList<>(List.of(done.take()));
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

    private void workIn(int number, MigrationSettings settings) {
        Lane lane = null;
        try {
            for (Optional<Target> next = todo.take(); next.isPresent(); next = todo.take()) {
                if (lane == null) {
                    lane = open(number, next.get(), settings);
                }
                if (lane != null && !attempt(lane, next.get(), settings)) {
                    lane.close();
                    lane = null;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (lane != null) {
                lane.close();
            }
        }
    }

    private @Nullable Lane open(int number, Target target, MigrationSettings settings) {
        try {
            return context.lane(context.input().server(), number, settings.parallelism());
        } catch (SQLException | RuntimeException | Error e) {
            failed(target, e, settings);
            return null;
        }
    }

    /**
     * @return whether the lane's connection is as good as before
     */
    private boolean attempt(Lane lane, Target target, MigrationSettings settings) {
        try {
            lane.enter(target.database());
            Outcome outcome =
                    Outcome.of(
                            target,
                            replay.migrate(
                                    lane.admin(),
                                    target.database(),
                                    target.from(),
                                    settings.repair(),
                                    settings.limits()));
            lane.leave(target.database());
            done.add(outcome);
            return true;
        } catch (SQLException | RuntimeException | Error e) {
            failed(target, e, settings);
            return false;
        }
    }

    private void failed(Target target, Throwable cause, MigrationSettings settings) {
        if (cause instanceof LeaseLostException || cause instanceof Error) {
            // The whole operation ends with it.
            broken.compareAndSet(null, cause);
        }
        Exception known = cause instanceof Exception e ? e : new IllegalStateException(cause);
        done.add(Outcome.of(target, known, settings.attempts()));
    }
}
