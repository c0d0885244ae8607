/**
 * Passwords that were forgotten.
 *
 * <p>Anybody may ask for another password for any address: the same is written and answered whether
 * it is known or not, and the mail is sent only if it is. The link is good for half an hour and
 * once. Whoever uses it ends the sessions that the former password began; a second factor stays.
 */
@NullMarked
package io.tenantry.access.recovery;

import org.jspecify.annotations.NullMarked;
