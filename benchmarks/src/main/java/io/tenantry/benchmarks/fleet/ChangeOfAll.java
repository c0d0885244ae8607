package io.tenantry.benchmarks.fleet;

/** A way to bring a change to every database of a fleet of its own. */
interface ChangeOfAll {
    /** As the report names it. */
    String name();

    /** How many databases there are. */
    int databases();

    /**
     * Adds a column to a table of each database.
     *
     * @param round from 0; each adds another column
     */
    void change(int round) throws Exception;
}
