package io.tenantry.routing.pool;

import io.tenantry.routing.RoutingException;

/**
 * What the pools tell whoever counts. Called on leasing threads: it must be quick and not throw.
 */
public interface PoolObserver {
    /** Counts nothing. */
    PoolObserver NONE = new PoolObserver() {};

    /** A pool came into being; its gauges may be read from now on. */
    default void opened(String server, PoolGauges gauges) {}

    /** A lease was given; {@code hit} if the connection carried the tenant's identity already. */
    default void leased(String server, boolean hit) {}

    /** A connection changed its identity. */
    default void switched(String server, long nanos) {}

    /** A lease was refused. */
    default void refused(String server, RoutingException.Reason reason) {}
}
