/**
 * The processes a benchmark is made of: the servers it compares and the load generator.
 *
 * <p>Each is a process of its own, so that none shares a heap, a compiler or a garbage collector
 * with another. Whoever starts a process here stops it, by its handle, also when the run is
 * interrupted.
 */
@NullMarked
package io.tenantry.benchmarks.process;

import org.jspecify.annotations.NullMarked;
