/**
 * Hibernate ORM over leases: the persistence unit {@code tenant} with the DATABASE strategy.
 *
 * <p>A JTA transaction keeps one lease from its first statement to its end. The lease is enlisted
 * by us, not by Agroal: the identity must be switched before the transaction begins on the
 * connection, and a failed switch must never be enlisted.
 */
@NullMarked
package io.tenantry.routing.hibernate;

import org.jspecify.annotations.NullMarked;
