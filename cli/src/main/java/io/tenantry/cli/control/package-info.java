/**
 * The control plane as a command works on it: opened directly, by few connections and for one
 * command, so that it serves when no server runs. What changes something is journaled as everywhere
 * else, and its steps are run here as far as this process knows them.
 */
@NullMarked
package io.tenantry.cli.control;

import org.jspecify.annotations.NullMarked;
