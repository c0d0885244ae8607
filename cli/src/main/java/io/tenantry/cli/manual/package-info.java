/** The manual pages, written from the same model of the commands that their help is. */
@NullMarked
package io.tenantry.cli.manual;

import org.jspecify.annotations.NullMarked;
