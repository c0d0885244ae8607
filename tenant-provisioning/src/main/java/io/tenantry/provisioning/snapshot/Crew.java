package io.tenantry.provisioning.snapshot;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Does pieces of work on several threads, each of which has a connection of its own. The first that
 * fails is the last that is begun.
 */
final class Crew {
    private Crew() {}

    /**
     * A piece of work.
     *
     * @param <M> whatever each thread has for itself
     */
    @FunctionalInterface
    interface Work<M> {
        void by(M member) throws SQLException, IOException;
    }

    /** Does all of it, in about this order; the calling thread works too. */
    static <M> void work(List<M> members, Collection<? extends Work<M>> pieces)
            throws SQLException, IOException {
        Queue<Work<M>> left = new ConcurrentLinkedQueue<>(pieces);
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        List<Thread> others = new ArrayList<>();
        for (M member : members.subList(1, Math.max(1, Math.min(members.size(), pieces.size())))) {
            others.add(
                    Thread.ofPlatform()
                            .name("snapshot-", others.size())
                            .daemon()
                            .start(() -> workUntilFailure(member, left, failure)));
        }
        workUntilFailure(members.getFirst(), left, failure);
        join(others, failure);
        rethrow(failure.get());
    }

    private static <M> void workUntilFailure(
            M member, Queue<Work<M>> left, AtomicReference<@Nullable Throwable> failure) {
        try {
            Work<M> next = left.poll();
            while (next != null && failure.get() == null) {
                next.by(member);
                next = left.poll();
            }
        } catch (Throwable e) { // thrown again by whoever asked for the work
            Throwable first = failure.compareAndExchange(null, e);
            if (first != null) {
                first.addSuppressed(e);
            }
        }
    }

    /** An interruption ends the work, but nobody else may use its connections before it ended. */
    private static void join(List<Thread> others, AtomicReference<@Nullable Throwable> failure) {
        boolean interrupted = false;
        for (Thread other : others) {
            while (other.isAlive()) {
                try {
                    other.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                    failure.compareAndSet(null, new IOException("interrupted", e));
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void rethrow(@Nullable Throwable failure) throws SQLException, IOException {
        switch (failure) {
            case null -> {}
            case SQLException e -> throw e;
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(failure);
        }
    }
}
