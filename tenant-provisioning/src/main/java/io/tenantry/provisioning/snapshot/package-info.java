/**
 * One database as it was at one moment, and copies of it.
 *
 * <p>{@link io.tenantry.provisioning.snapshot.Snapshot} reads a consistent view over one JDBC
 * connection: what the schema looks like, and the rows as the text that {@code LOAD DATA} takes.
 * {@link io.tenantry.provisioning.snapshot.DatabaseCopy} makes another database like it and proves
 * that it is. Memory stays the same however large the database is.
 */
@NullMarked
package io.tenantry.provisioning.snapshot;

import org.jspecify.annotations.NullMarked;
