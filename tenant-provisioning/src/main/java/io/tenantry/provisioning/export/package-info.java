/**
 * A tenant's data for the tenant: one snapshot of all its tables in forms that others can read.
 *
 * <p>An export is a zip of CSV, JSON Lines, a workbook for small tables and a data dictionary,
 * streamed from the database into the store of backups: memory holds a row at a time. There it is
 * sealed under the key of the tenant's backups, so a purge ends it with them; without a purge it
 * ends when it expires. It is no backup: nothing here reads one back.
 */
@NullMarked
package io.tenantry.provisioning.export;

import org.jspecify.annotations.NullMarked;
