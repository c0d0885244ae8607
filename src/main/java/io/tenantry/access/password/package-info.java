/**
 * Passwords: which may be chosen ({@link io.tenantry.access.password.PasswordPolicy}, which
 * everybody asks who sets one), and how they are kept: Argon2id in its standard encoded form, so
 * that parameters can rise without a migration: a sign-in renews a hash that is weaker than those
 * of today. Hashing is dear on purpose (about 19 MiB and tens of milliseconds each), so only a few
 * run at once and the rest wait their turn, briefly. A password never leaves this package in any
 * other form, and never reaches a log.
 */
@NullMarked
package io.tenantry.access.password;

import org.jspecify.annotations.NullMarked;
