package io.tenantry.tenants;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.journal.OperationEvent;
import io.tenantry.provisioning.journal.OperationId;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.provisioning.journal.Operations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Follows an operation for an onlooker. The journal is the source, so the stream is the same on
 * every replica, whichever runs the operation.
 */
@ApplicationScoped
class OperationEvents {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int MAX_STREAMS = 100;

    private final Operations operations;
    private final Sse sse;
    private final Semaphore streams = new Semaphore(MAX_STREAMS);

    OperationEvents(Operations operations, Sse sse) {
        this.operations = operations;
        this.sse = sse;
    }

    /**
     * @param lastEventId the last event that the onlooker has seen; null for none
     * @throws ProblemException {@code malformed_request} or {@code service_busy}
     */
    Multi<OutboundSseEvent> follow(OperationId id, @Nullable String lastEventId) {
        int seen = sequence(lastEventId);
        if (!streams.tryAcquire()) {
            throw new ProblemException(
                    ErrorCode.SERVICE_BUSY,
                    "too many event streams are open on this replica",
                    "Read the operation itself every second or so.");
        }
        return Multi.createFrom()
                .<OutboundSseEvent>emitter(emitter ->
                        Thread.ofVirtual()
                                .name("operation-events-" + id)
                                .start(() -> tell(id, seen, emitter)))
                .onTermination()
                .invoke(streams::release);
    }

    private void tell(
            OperationId id, int alreadySeen, MultiEmitter<? super OutboundSseEvent> emitter) {
        int seen = alreadySeen;
        Instant end = Instant.now().plus(LONGEST);
        try {
            while (!emitter.isCancelled() && Instant.now().isBefore(end)) {
                List<OperationEvent> news = operations.eventsAfter(id, seen);
                for (OperationEvent event : news) {
                    emitter.emit(serverSent(event));
                    seen = event.sequence();
                    if (isLast(event)) {
                        emitter.complete();
                        return;
                    }
                }
                Thread.sleep(POLL);
            }
            emitter.complete();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            emitter.complete();
        } catch (RuntimeException e) {
            // The control plane went away: the onlooker connects again with the last id it saw.
            emitter.fail(e);
        }
    }

    private OutboundSseEvent serverSent(OperationEvent event) {
        return sse.newEventBuilder()
                .id(String.valueOf(event.sequence()))
                .name(event.step() == null ? "operation" : "step")
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(OperationEvent.class, event)
                .build();
    }

    private static boolean isLast(OperationEvent event) {
        return event.step() == null
                && Arrays.stream(OperationState.values())
                        .filter(OperationState::isFinal)
                        .anyMatch(state -> state.code().equals(event.state()));
    }

    private static int sequence(@Nullable String lastEventId) {
        if (lastEventId == null || lastEventId.isEmpty()) {
            return 0;
        }
        try {
            return Integer.parseUnsignedInt(lastEventId);
        } catch (NumberFormatException e) {
            throw new ProblemException(
                    ErrorCode.MALFORMED_REQUEST,
                    "Last-Event-ID is the number of an event",
                    "Send the id of the last event you have seen, or no header.");
        }
    }
}
