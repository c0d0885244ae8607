/**
 * The server itself, but for one thing: it asks nobody whether they have the permission that a call
 * needs. What a permission check costs is the difference between both.
 *
 * <p>Tokens are verified and tenants are bound as ever. Never run this for anything but a
 * benchmark.
 */
@NullMarked
package io.tenantry.peers.unchecked;

import org.jspecify.annotations.NullMarked;
