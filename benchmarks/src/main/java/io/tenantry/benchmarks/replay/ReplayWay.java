package io.tenantry.benchmarks.replay;

/** How the changes of a database come into another. */
interface ReplayWay {
    String name();

    /**
     * Brings all changes into a database.
     *
     * @param target has the table, without rows
     */
    void replayInto(String target) throws Exception;
}
