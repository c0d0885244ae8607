/**
 * The usual answer: one connection pool for every tenant.
 *
 * <p>This is what Quarkus' Hibernate guide shows under "Programmatically Resolving Tenants
 * Connections": a {@code TenantResolver} reads the tenant from the token, a {@code
 * TenantConnectionResolver} builds an Agroal pool with Narayana integration for it. The guide lets
 * pools live for ever, which with 1,000 tenants exceeds any server's connections, so that {@link
 * io.tenantry.peers.pools.TenantPools} keeps one budget for all of them and closes the pool that
 * has been idle longest when a tenant needs a connection that the budget no longer holds.
 */
@NullMarked
package io.tenantry.peers.pools;

import org.jspecify.annotations.NullMarked;
