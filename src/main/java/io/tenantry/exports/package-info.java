/**
 * Exports of tenants' data over the API, for the tenants themselves and for whoever runs the
 * platform: asked for, looked at, downloaded by links that are good for a while. What happens then
 * is provisioning's.
 *
 * <p>A link is the one way to a tenant's data without a token. It is signed, so that nobody makes
 * or changes one, and short-lived, because it ends up in histories and logs. What is wrong with a
 * link is said before anything is looked up: it reveals nothing of what there is.
 */
@NullMarked
package io.tenantry.exports;

import org.jspecify.annotations.NullMarked;
