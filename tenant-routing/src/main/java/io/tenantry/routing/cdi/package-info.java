/**
 * Routing as beans of a Quarkus service: configuration, wiring, metrics, health, and the messages
 * over Redis. The classes wired here know nothing of CDI.
 */
@NullMarked
package io.tenantry.routing.cdi;

import org.jspecify.annotations.NullMarked;
