/**
 * What routing costs a request: {@code GET /api/v1/designs/{id}} on Tenantry beside two peers.
 *
 * <p>{@code single-tenant} is the upper bound: plain Quarkus with one datasource. {@code
 * pool-per-tenant} is the usual answer to many databases. All three get the same requests, byte for
 * byte: the same tokens, signed by the same key, and the same designs. Tenantry and pool-per-tenant
 * read the same databases on the tenants' server; single-tenant has one database with all designs
 * on the platform's server.
 */
@NullMarked
package io.tenantry.benchmarks.routing;

import org.jspecify.annotations.NullMarked;
