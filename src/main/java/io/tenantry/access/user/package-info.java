/**
 * People, and the tenants they belong to.
 *
 * <p>A person has one account on the platform, found by e-mail address in lower case. A membership
 * ties them to a tenant with a role; only an active membership of a tenant that is open counts.
 * Whoever asks for a tenant they do not belong to learns the same as if it did not exist.
 *
 * <p>An existing account is never taken over: neither the bootstrap of the first platform
 * administrator nor the first administrator of a new tenant changes a password that is there.
 */
@NullMarked
package io.tenantry.access.user;

import org.jspecify.annotations.NullMarked;
