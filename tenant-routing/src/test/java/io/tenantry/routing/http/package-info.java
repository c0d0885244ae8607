@NullUnmarked
package io.tenantry.routing.http;

import org.jspecify.annotations.NullUnmarked;
