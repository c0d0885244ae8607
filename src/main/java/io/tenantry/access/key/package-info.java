/**
 * API keys: service accounts of a tenant, for programs that work in it without a person.
 *
 * <p>A key permits what was chosen when it was made, at most what its maker may do, and nothing
 * that concerns people, roles or keys: those are changed by people. It is shown once and kept as a
 * hash. Verified keys are remembered for half a minute, so that a request costs no look into the
 * control plane; a revoked one is refused within a second all the same, as a session's token is.
 */
@NullMarked
package io.tenantry.access.key;

import org.jspecify.annotations.NullMarked;
