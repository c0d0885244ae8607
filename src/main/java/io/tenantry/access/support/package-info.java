/**
 * Support access: people of the platform enter a tenant as guests, if the tenant allows it, for an
 * hour at most and with a reason.
 *
 * <p>A guest gives nobody access: whatever decides who gets in, and what people may do, is not
 * among the permissions of a visit, so nothing outlasts it. The tenant sees each visit, can end it,
 * and finds each call of the guest in its audit log, before the call is made; what cannot be
 * written down is not done.
 */
@NullMarked
package io.tenantry.access.support;

import org.jspecify.annotations.NullMarked;
