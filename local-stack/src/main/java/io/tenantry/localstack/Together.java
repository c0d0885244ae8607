package io.tenantry.localstack;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Runs independent actions at once. */
final class Together {
    private Together() {}

    /**
     * Runs all of them to their end, whether or not others fail, then throws the first failure with
     * the later ones suppressed in it.
     */
    static void run(List<Runnable> actions) {
        @Nullable RuntimeException failure = null;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            actions.forEach(action -> running.add(threads.submit(action)));
            for (Future<?> future : running) {
                failure = first(failure, failureOf(future));
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static @Nullable RuntimeException failureOf(Future<?> future) {
        try {
            future.get();
            return null;
        } catch (ExecutionException e) {
            return e.getCause() instanceof RuntimeException known
                    ? known
                    : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new IllegalStateException("interrupted", e);
        }
    }

    private static @Nullable RuntimeException first(
            @Nullable RuntimeException first, @Nullable RuntimeException next) {
        if (first == null) {
            return next;
        }
        if (next != null) {
            first.addSuppressed(next);
        }
        return first;
    }
}
