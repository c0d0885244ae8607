/**
 * How often something may be guessed: passwords, codes.
 *
 * <p>Attempts are counted per account and per address, before it is known whether they succeed, in
 * Redis so that all replicas count together; without Redis each replica counts for itself: signing
 * in goes on, and never without a limit.
 */
@NullMarked
package io.tenantry.access.throttle;

import org.jspecify.annotations.NullMarked;
