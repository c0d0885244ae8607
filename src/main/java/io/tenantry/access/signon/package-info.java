/**
 * Single sign-on: an enterprise's own identity provider says who its people are.
 *
 * <p>Whoever sets a provider up can have it say anything, so what it says goes only as far as the
 * enterprise itself: it speaks for addresses of mail domains that the enterprise has shown to be
 * its own, never for accounts of the platform, and a session that comes of it is good in that one
 * tenant. It reaches neither other tenants of the same person nor their account, whose password,
 * second factor and other sessions are none of the enterprise's business.
 *
 * <p>Setting it up is as much as being every one of those people, so it takes all permissions of
 * the enterprise. What roles and departments people get by it is decided with each sign-on; a
 * tenant keeps an administrator all the same.
 *
 * <p>No token ever stands in an address. The browser brings back a code of the provider, gets a
 * code of ours, and changes that for tokens; each is of use only to the browser that began.
 */
@NullMarked
package io.tenantry.access.signon;

import org.jspecify.annotations.NullMarked;
