/**
 * Passwords at rest: Argon2id in its standard encoded form, so that parameters can rise without a
 * migration. Hashing is dear on purpose (about 19 MiB and tens of milliseconds each), so only a few
 * run at once and the rest wait their turn, briefly. A password never leaves this package in any
 * other form, and never reaches a log.
 */
@NullMarked
package io.tenantry.access.password;

import org.jspecify.annotations.NullMarked;
