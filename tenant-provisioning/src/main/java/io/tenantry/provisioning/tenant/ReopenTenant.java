package io.tenantry.provisioning.tenant;

import io.tenantry.routing.TenantState;

/**
 * What the operations that open a closed tenant are given.
 *
 * @param to the state to return to: active, or suspended for one that was deleted in that state
 */
record ReopenTenant(TenantState to) {}
