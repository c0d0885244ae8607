package io.tenantry.provisioning.journal;

import io.tenantry.provisioning.ProvisioningException.Reason;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Operations at work here whose operator wants them to stop, and the threads they are at. */
final class Recalls {
    private final Map<OperationId, Failure> recalled = new ConcurrentHashMap<>();
    private final Map<OperationId, Thread> workers = new ConcurrentHashMap<>();

    /** Wants an operation back: what its present step waits for is interrupted. */
    void recall(OperationId id, String why) {
        recalled.put(id, new Failure(Reason.STEP_FAILED.code(), why, false));
        Thread worker = workers.get(id);
        if (worker != null) {
            worker.interrupt();
        }
    }

    /** Why an operation is wanted back; empty if it is not. */
    Optional<Failure> of(OperationId id) {
        return Optional.ofNullable(recalled.get(id));
    }

    /** This thread works on the operation from now on. */
    void enter(OperationId id) {
        workers.put(id, Thread.currentThread());
    }

    /** It does no more; nor is it interrupted for the operation's sake. */
    void leave(OperationId id) {
        workers.remove(id);
        var _ = Thread.interrupted();
    }
}
