/**
 * What {@code tenantry} is told: by options, by the environment, by the server's settings file, in
 * this order. The names are the server's. A secret never comes as an argument, because everyone on
 * the machine can read those.
 */
@NullMarked
package io.tenantry.cli.config;

import org.jspecify.annotations.NullMarked;
