/**
 * A million rows out of a database and into another, beside {@code mysqldump | zstd} and {@code
 * zstd -d | mysql}, or what MariaDB calls them.
 *
 * <p>Tenantry works in a JVM of its own with a small heap, which says that memory does not depend
 * on the size of the database.
 */
@NullMarked
package io.tenantry.benchmarks.backup;

import org.jspecify.annotations.NullMarked;
