/** The one application and the real servers that all server tests share. */
@NullUnmarked
package io.tenantry.server;

import org.jspecify.annotations.NullUnmarked;
