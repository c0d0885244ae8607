/**
 * Secrets at rest: sealed under the master key, opened only where they are used. They never reach a
 * log, an error or an answer.
 */
@NullMarked
package io.tenantry.routing.secret;

import org.jspecify.annotations.NullMarked;
