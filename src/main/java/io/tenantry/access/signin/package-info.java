/**
 * Signing in, choosing a tenant, staying signed in, signing out.
 *
 * <p>Every refusal of a sign-in looks the same and takes the same time, whether the account does
 * not exist, is closed or has another password. Attempts are counted per account and per address,
 * in Redis so that all replicas count together; without Redis each replica counts for itself:
 * sign-in goes on, and never without a limit.
 *
 * <p>What happens here is written to the audit log in the transaction of its effect.
 */
@NullMarked
package io.tenantry.access.signin;

import org.jspecify.annotations.NullMarked;
