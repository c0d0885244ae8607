/** {@code tenantry backup}: backups of single tenants. */
@NullMarked
package io.tenantry.cli.backup;

import org.jspecify.annotations.NullMarked;
