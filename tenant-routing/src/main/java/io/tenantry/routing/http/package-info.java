/**
 * From a request's token to a bound tenant. Only the verified claim decides; whatever else names a
 * tenant in the request is compared with it.
 */
@NullMarked
package io.tenantry.routing.http;

import org.jspecify.annotations.NullMarked;
