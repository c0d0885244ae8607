package io.tenantry.onboarding;

import io.smallrye.mutiny.Multi;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.journal.OperationEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Those who follow sign-ups on this replica: a few each, since streams are there for all. */
@ApplicationScoped
class Onlookers {
    private static final int MOST = 3;

    private final Map<String, Integer> following = new ConcurrentHashMap<>();

    /**
     * Lets one more follow.
     *
     * @throws ProblemException {@code service_busy}
     */
    <E> Multi<E> admit(String signUp, Supplier<Multi<E>> stream) {
        if (following.merge(signUp, 1, Integer::sum) > MOST) {
            leave(signUp);
            throw new ProblemException(
                    ErrorCode.SERVICE_BUSY,
                    "the sign-up is followed already",
                    "Close other streams, or read the operation every second or so.");
        }
        try {
            return stream.get().onTermination().invoke(() -> leave(signUp));
        } catch (RuntimeException e) {
            leave(signUp);
            throw e;
        }
    }

    private void leave(String signUp) {
        following.computeIfPresent(signUp, (_, count) -> count == 1 ? null : count - 1);
    }

    /** What customers see: words about database servers are for operators. */
    static OperationEvent withoutDetails(OperationEvent event) {
        return new OperationEvent(event.sequence(), event.at(), event.step(), event.state(), null);
    }
}
