/**
 * What OpenID Connect asks of whoever relies on a provider: finding out about it, changing a code
 * for an ID token, and believing that token or not.
 *
 * <p>Providers are chosen by enterprises, so each is a stranger: what it says is looked at before
 * it is used, it is given little time and little room, its name leads only where requests may go,
 * and no key, algorithm or address is taken from a token. Nothing here knows tenants or people.
 */
@NullMarked
package io.tenantry.access.signon.oidc;

import org.jspecify.annotations.NullMarked;
