/**
 * Members of a tenant: who they are, in which role, department and state, and how that changes.
 *
 * <p>Whoever's permissions reach a department only sees and changes the members of it and of those
 * below it; others are to them as if they did not exist. Nobody changes somebody who may do more
 * than themselves, gives a role that permits more than they have, or puts people beyond their own
 * reach. What the acting person may do is read in the transaction of the change, after {@link
 * io.tenantry.access.user.Standings#lock}: what their token says may be a moment older.
 *
 * <p>A tenant always keeps somebody who runs it; see {@link
 * io.tenantry.access.user.Administrators}. Members who leave or are removed stay as a row for the
 * record.
 */
@NullMarked
package io.tenantry.access.member;

import org.jspecify.annotations.NullMarked;
