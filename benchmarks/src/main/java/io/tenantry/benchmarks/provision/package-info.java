/**
 * How long a new customer waits: from the wish to the first answer out of the customer's own
 * database.
 *
 * <p>Beside Tenantry's journaled creation stand two ways without it: an operator who sends the same
 * DDL by hand, and a service that runs Liquibase for every tenant.
 */
@NullMarked
package io.tenantry.benchmarks.provision;

import org.jspecify.annotations.NullMarked;
