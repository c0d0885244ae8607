/**
 * A person's own name; and their password: asked again before anything changes about how they sign
 * in, and changed.
 *
 * <p>A token alone, which may have been copied, changes neither. Wrong passwords count like those
 * of sign-ins, and are audited.
 */
@NullMarked
package io.tenantry.access.account;

import org.jspecify.annotations.NullMarked;
