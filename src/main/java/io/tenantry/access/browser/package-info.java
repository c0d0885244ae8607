/**
 * Sessions of browsers: the console's pages keep access tokens in memory, and the refresh token
 * lies in a cookie that no script sees.
 *
 * <p>A browser says what it is by the header {@link
 * io.tenantry.access.browser.SameOriginFilter#HEADER}, which no page of another site can send. At
 * one place, the {@code SessionCookieFilter}, the refresh token of whatever answer is then moved
 * out of the body; whoever does not send the header notices nothing of this package. A browser has
 * one cookie for the session outside of tenants, and one for each tenant that it works in, so that
 * several tabs work in several tenants at once; all of them belong to one person.
 *
 * <p>No cookie is ever enough by itself: a call that reads one demands the header.
 */
@NullMarked
package io.tenantry.access.browser;

import org.jspecify.annotations.NullMarked;
