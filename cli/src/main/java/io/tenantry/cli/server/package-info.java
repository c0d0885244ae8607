/** {@code tenantry server}: the database servers. */
@NullMarked
package io.tenantry.cli.server;

import org.jspecify.annotations.NullMarked;
