/**
 * The binary logs of database servers, archived tenant by tenant, and replayed to a point in time.
 *
 * <p>One replica at a time follows each server's log ({@link
 * io.tenantry.provisioning.binlog.Archiver}). Events are kept as the server wrote them, split by
 * database, each database's sealed under its tenant's own key; databases of nobody, and our own
 * books, are not kept. Two archivers never leave a gap and never keep an event twice, because a
 * segment is written to the books only by the holder of the lease, and only where the one before
 * ends. What cannot be kept or replayed is written down as a {@link
 * io.tenantry.provisioning.binlog.Gap}, never left out in silence.
 */
@NullMarked
package io.tenantry.provisioning.binlog;

import org.jspecify.annotations.NullMarked;
