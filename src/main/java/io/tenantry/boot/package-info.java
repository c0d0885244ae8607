/**
 * What happens before the first request: configuration that would be unsafe stops the start, the
 * control plane's schema is brought up to date, and the beans that every room needs are made from
 * configuration. The order stands in {@link io.tenantry.boot.StartOrder}.
 *
 * <p>This room knows no other room of the server, so that all of them may use it.
 */
@NullMarked
package io.tenantry.boot;

import org.jspecify.annotations.NullMarked;
