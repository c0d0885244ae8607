/**
 * Who did what to whom, from where, before and after.
 *
 * <p>The audit log is written here, in the transaction of what it records, so that every door (the
 * API, the command line) writes it and none can forget. It is append-only: nothing in the product
 * updates or deletes a row. No secret may enter it, not even sealed.
 */
@NullMarked
package io.tenantry.provisioning.audit;

import org.jspecify.annotations.NullMarked;
