/** A fleet of small tenant databases on real servers, and the leak kit that is let loose on it. */
@NullMarked
package io.tenantry.routing.testkit;

import org.jspecify.annotations.NullMarked;
