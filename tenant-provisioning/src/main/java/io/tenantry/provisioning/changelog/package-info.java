/**
 * What a tenant's database looks like, and how it comes to look so.
 *
 * <p>Liquibase authors a change once; the fleet replays it. For each version of the tenant
 * changelog and each release of a database engine there is one authoritative Liquibase run, on a
 * scratch database that is dropped afterwards. What it wrote, its own bookkeeping included, is
 * recorded in the control plane and replayed on every new database, in parallel and without
 * Liquibase; a fingerprint of the schema proves each time that the result is the one Liquibase
 * made. A changelog that is more than SQL text (custom Java changes, say) is recognised when it is
 * recorded, and runs through Liquibase on each database instead, one at a time.
 *
 * <p>Nothing here looks at a schema without naming the database: metadata calls without one would
 * see other tenants' tables.
 */
@NullMarked
package io.tenantry.provisioning.changelog;

import org.jspecify.annotations.NullMarked;
