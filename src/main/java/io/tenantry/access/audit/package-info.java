/**
 * The audit log as enterprises and operators read it: filtered, page by page, as CSV, and checked
 * against its chain. It is written where things are done, in {@code tenant-provisioning} and by
 * each room; here it is read, and every replica helps to chain it.
 *
 * <p>An enterprise sees the entries of its own tenant and no others; of people it sees the names of
 * those who are or were its members, and of whoever else acted only that somebody did.
 */
@NullMarked
package io.tenantry.access.audit;

import org.jspecify.annotations.NullMarked;
