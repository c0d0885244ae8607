/**
 * Departments: a tree in each tenant, at most ten deep, with managers.
 *
 * <p>Permissions of a role that holds for a department reach the department that its bearer belongs
 * to and those below it. How far that is, is read from the control plane at each change and never
 * from a token; so departments move without anybody needing another token. Managers are named for
 * people to see; what they may do, their role says.
 *
 * <p>Nobody changes the tree beyond their own reach, moves or removes the department that their
 * reach begins at, or, by merging and deleting, puts people elsewhere who may do more than
 * themselves.
 *
 * <p>What refers to departments besides members says so through {@link
 * io.tenantry.access.department.DepartmentHolders}.
 */
@NullMarked
package io.tenantry.access.department;

import org.jspecify.annotations.NullMarked;
