/**
 * Real database servers and Redis on this machine, without Docker: for {@code scripts/run}, tests
 * and benchmarks.
 *
 * <p>A {@link io.tenantry.localstack.LocalStack} is a data folder and the child processes that
 * serve it. The folder is locked while a stack lives on it; whatever a killed stack left running
 * there is ended by the next one before it starts, so that no server outlives its owner for long
 * and no two servers write the same files. A server's data is made in a folder of another name and
 * renamed when complete: a data folder is whole or absent.
 *
 * <p>Everything listens on 127.0.0.1 only, on free ports, with generated passwords that are kept in
 * the data folder and never appear in a command line.
 *
 * <p>This package knows nothing of tenants, and nothing here may be used in production.
 */
@NullMarked
package io.tenantry.localstack;

import org.jspecify.annotations.NullMarked;
