/**
 * Restore drills: a backup is restored into a scratch database, every row of it is read back and
 * compared, it is timed and dropped. A backup that nobody has restored is a hope; the receipts say
 * which are more than that. A drill never touches a tenant's database.
 */
@NullMarked
package io.tenantry.provisioning.drill;

import org.jspecify.annotations.NullMarked;
