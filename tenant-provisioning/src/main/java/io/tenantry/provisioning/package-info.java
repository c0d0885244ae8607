/**
 * A tenant's database from birth to grave.
 *
 * <p>What must happen on a database server and in the control plane belongs to no common
 * transaction; it is an <em>operation</em> of small idempotent steps with an undo, journaled before
 * and after each, so that any replica can finish or unwind what another left. The rooms below this
 * package are plain classes, wired by constructors: the server and the command line use the same
 * ones ({@link io.tenantry.provisioning.Provisioning} assembles them).
 *
 * <p>Nothing here may know of HTTP, of CDI or of the rooms of the server, and no secret may reach a
 * journal row, an audit row, a log or the text of an exception.
 */
@NullMarked
package io.tenantry.provisioning;

import org.jspecify.annotations.NullMarked;
