/**
 * Backups of tenants over the API: asked for, looked at, restored. What happens then is
 * provisioning's.
 */
@NullMarked
package io.tenantry.backups;

import org.jspecify.annotations.NullMarked;
