package io.tenantry.tenants;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Streams of events for onlookers, fed by looking at the control plane every now and then: the same
 * on every replica, whichever does the work.
 */
@ApplicationScoped
class LiveEvents {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int MAX_STREAMS = 100;

    private final Semaphore streams = new Semaphore(MAX_STREAMS);

    /** Looks once, and tells what is new. */
    @FunctionalInterface
    interface Look<E> {
        /** Tells an onlooker what is new, and answers whether there may be more later. */
        boolean tell(Consumer<E> onlooker);
    }

    /**
     * Begins a stream, which ends when there is nothing more to tell, or after a quarter of an
     * hour.
     *
     * @throws ProblemException {@code service_busy}
     */
    <E> Multi<E> follow(String name, Look<E> look) {
        if (!streams.tryAcquire()) {
            throw new ProblemException(
                    ErrorCode.SERVICE_BUSY,
                    "too many event streams are open on this replica",
                    "Read the thing itself every second or so.");
        }
        return Multi.createFrom()
                .<E>emitter(emitter ->
                        Thread.ofVirtual().name("events-" + name).start(() -> tell(look, emitter)))
                .onTermination()
                .invoke(streams::release);
    }

    private static <E> void tell(Look<E> look, MultiEmitter<? super E> emitter) {
        Instant end = Instant.now().plus(LONGEST);
        try {
            while (!emitter.isCancelled()
                    && look.tell(emitter::emit)
                    && Instant.now().isBefore(end)) {
                Thread.sleep(POLL);
            }
            emitter.complete();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            emitter.complete();
        } catch (RuntimeException e) {
            // The control plane went away: the onlooker connects again.
            emitter.fail(e);
        }
    }
}
