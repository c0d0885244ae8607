package io.tenantry.routing.pool;

/** The present use of a server's pool. */
public interface PoolGauges {
    /** Connections that units of work hold. */
    int inUse();

    /** Units of work that wait for a connection. */
    int waiting();

    /** Physical connections, idle ones included. */
    long open();

    /** The most there can be. */
    int maxSize();

    /** Whether the server answered when it was last asked. */
    boolean isUp();
}
