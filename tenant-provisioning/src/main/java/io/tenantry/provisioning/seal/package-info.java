/**
 * The change of the master key: every secret in the control plane is sealed anew under the current
 * key, while everything works.
 *
 * <p>It knows where secrets are sealed and nothing of what they are for; it never shows one, and
 * never writes over one that somebody else has changed meanwhile.
 */
@NullMarked
package io.tenantry.provisioning.seal;

import org.jspecify.annotations.NullMarked;
