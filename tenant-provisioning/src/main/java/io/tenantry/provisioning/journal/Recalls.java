package io.tenantry.provisioning.journal;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Operations at work here whose operator wants them to stop, and what they are at. */
final class Recalls {
    private final Map<OperationId, Failure> recalled = new ConcurrentHashMap<>();
    private final Map<OperationId, Thread> workers = new ConcurrentHashMap<>();
    private final Map<OperationId, RunConnections> servers = new ConcurrentHashMap<>();

    /**
     * Wants an operation back: what its present step waits for is interrupted, be it a server's
     * answer. A statement may take hours, and reading from a socket takes no notice of interrupts.
     * Nothing more is interrupted if it is known already: it may be on its way back.
     */
    void recall(OperationId id, String why) {
        if (!heard(id, why)) {
            return;
        }
        Thread worker = workers.get(id);
        if (worker != null) {
            worker.interrupt();
        }
        RunConnections connections = servers.get(id);
        if (connections != null) {
            connections.breakOff();
        }
    }

    /**
     * Takes note that an operation is wanted back, without interrupting anything.
     *
     * @return whether that was not known
     */
    boolean heard(OperationId id, String why) {
        return recalled.putIfAbsent(id, Failure.recalled(why)) == null;
    }

    /** Why an operation is wanted back; empty if it is not. */
    Optional<Failure> of(OperationId id) {
        return Optional.ofNullable(recalled.get(id));
    }

    /** This thread works on the operation from now on. */
    void enter(OperationId id) {
        workers.put(id, Thread.currentThread());
    }

    /** It works on servers by these connections. */
    void uses(OperationId id, RunConnections connections) {
        servers.put(id, connections);
    }

    /** It does no more; nor is it interrupted for the operation's sake. */
    void leave(OperationId id) {
        workers.remove(id);
        servers.remove(id);
        var _ = Thread.interrupted();
    }
}
