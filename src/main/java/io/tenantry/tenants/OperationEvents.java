package io.tenantry.tenants;

import io.smallrye.mutiny.Multi;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.journal.OperationEvent;
import io.tenantry.provisioning.journal.OperationId;
import io.tenantry.provisioning.journal.Operations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Follows an operation for an onlooker. The journal is the source, so the stream is the same on
 * every replica, whichever runs the operation.
 */
@ApplicationScoped
public class OperationEvents {
    private final Operations operations;
    private final LiveEvents live;
    private final Sse sse;

    OperationEvents(Operations operations, LiveEvents live, Sse sse) {
        this.operations = operations;
        this.live = live;
        this.sse = sse;
    }

    /**
     * @param lastEventId the last event that the onlooker has seen; null for none
     * @throws ProblemException {@code malformed_request} or {@code service_busy}
     */
    Multi<OutboundSseEvent> follow(OperationId id, @Nullable String lastEventId) {
        return follow(id, lastEventId, UnaryOperator.identity());
    }

    /**
     * The same for somebody who is not to see everything.
     *
     * @param shown what they see of an event
     */
    public Multi<OutboundSseEvent> follow(
            OperationId id, @Nullable String lastEventId, UnaryOperator<OperationEvent> shown) {
        AtomicInteger seen = new AtomicInteger(sequence(lastEventId));
        return live.follow("operation-" + id, onlooker -> tell(id, seen, shown, onlooker));
    }

    /** Whether an onlooker who comes back has seen everything, and nothing will follow. */
    public boolean isOver(OperationId id, @Nullable String lastEventId) {
        return lastEventId != null
                && operations.isOver(id)
                && operations.eventsAfter(id, sequence(lastEventId)).isEmpty();
    }

    private boolean tell(
            OperationId id,
            AtomicInteger seen,
            UnaryOperator<OperationEvent> shown,
            Consumer<OutboundSseEvent> onlooker) {
        // Asked first: the events of an operation that is over by now are all read below.
        boolean over = operations.isOver(id);
        for (OperationEvent event : operations.eventsAfter(id, seen.get())) {
            onlooker.accept(serverSent(shown.apply(event)));
            seen.set(event.sequence());
        }
        return !over;
    }

    private OutboundSseEvent serverSent(OperationEvent event) {
        return sse.newEventBuilder()
                .id(String.valueOf(event.sequence()))
                .name(event.step() == null ? "operation" : "step")
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(OperationEvent.class, event)
                .build();
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
