package io.tenantry.benchmarks.backup;

/** A way to get a database out of a server and back. */
interface Way {
    String name();

    /** Writes {@link Orders#DATABASE} to a file or several, in place of the last. */
    void dump() throws Exception;

    /** Fills an empty database with what was dumped last. */
    void restore(String database) throws Exception;
}
