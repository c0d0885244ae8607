/**
 * Migrations of the fleet: every tenant's database comes to the version of the changelog that this
 * process carries.
 *
 * <p>A migration has a target for each database that is not there yet; those that are, by the books
 * of the control plane, are not touched. It goes in waves: the canaries, then a growing part of the
 * rest. Each database server has an operation of its own, which works on several of its databases
 * at once and lets go of its runner every few seconds, so that new tenants need not wait. Whichever
 * of them finishes a wave opens the next. Too many failures in a wave pause the migration.
 *
 * <p>A rollback is a migration, too: of the databases that another one brought to this process's
 * version, each back to where it came from. A process works on the migrations of the version that
 * it carries, forth and back, and leaves others to those that carry theirs.
 *
 * <p>What has happened to a database stands in that database, not in the books: whoever finds a
 * target half-way looks where the database is and goes on there (see {@link
 * io.tenantry.provisioning.changelog.MigrationReplay}).
 */
@NullMarked
package io.tenantry.provisioning.migration;

import org.jspecify.annotations.NullMarked;
