/**
 * The second factor: codes of an authenticator (TOTP, RFC 6238), and recovery codes for whoever has
 * lost it.
 *
 * <p>The key lies sealed in the control plane, bound to its person; it is shown once, when it is
 * offered, and counts only after a code of it was shown. A code is good once: which step was used
 * last stands in the control plane, so of simultaneous uses on any replicas one wins. Recovery
 * codes are kept as hashes, and deleted by their use.
 *
 * <p>Six digits can be guessed, so every attempt is counted, whichever call it came by, and a wrong
 * one is audited. A tenant may ask for the second factor: whoever has not shown theirs in the
 * present session is not let in there.
 */
@NullMarked
package io.tenantry.access.factor;

import org.jspecify.annotations.NullMarked;
