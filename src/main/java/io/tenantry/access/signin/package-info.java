/**
 * Signing in, choosing a tenant, staying signed in, signing out.
 *
 * <p>Every refusal of a sign-in looks the same and takes the same time, whether the account does
 * not exist, is closed or has another password. Whoever has a second factor is asked for it after
 * their password, and has nothing but a challenge until they have shown it.
 *
 * <p>What happens here is written to the audit log in the transaction of its effect.
 */
@NullMarked
package io.tenantry.access.signin;

import org.jspecify.annotations.NullMarked;
