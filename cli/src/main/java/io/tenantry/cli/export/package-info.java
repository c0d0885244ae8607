/** A tenant's data as files that any program reads. */
@NullMarked
package io.tenantry.cli.export;

import org.jspecify.annotations.NullMarked;
