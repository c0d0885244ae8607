package io.tenantry.benchmarks.provision;

/** A way to get from nothing to a tenant whose first request has been answered. */
interface Way {

    /** As the report names it. */
    String name();

    /** What is not counted: done before somebody asks. */
    default void prepare() throws Exception {}

    /** Makes one more tenant and reads from its database as its own account. */
    void makeAndServe() throws Exception;
}
