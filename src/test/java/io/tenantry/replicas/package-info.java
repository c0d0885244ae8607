/**
 * Two replicas of the packaged server, each a process of its own, on one control plane. These tests
 * run when the server is packaged, in Maven's phase {@code integration-test}.
 */
@NullUnmarked
package io.tenantry.replicas;

import org.jspecify.annotations.NullUnmarked;
