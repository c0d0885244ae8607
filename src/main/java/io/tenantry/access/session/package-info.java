/**
 * A person's own sessions: what they see of them, and how they end them.
 *
 * <p>A session is what one sign-in, or one choice of a tenant, has begun: a family of refresh
 * tokens and the access tokens that came of it. Ending one voids both, on all replicas: within a
 * second with Redis, within a few seconds without. Nobody sees or ends a session of somebody else
 * here, and somebody else's looks as if it did not exist.
 */
@NullMarked
package io.tenantry.access.session;

import org.jspecify.annotations.NullMarked;
