package io.tenantry.provisioning.tenant;

import io.tenantry.routing.TenantState;
import java.util.Map;
import java.util.SortedMap;

/**
 * How many tenants there are.
 *
 * @param states by state; a state that none is in is left out
 * @param plans by plan, of those tenants that are there; a plan that none has is left out
 */
public record TenantCounts(Map<TenantState, Long> states, SortedMap<String, Long> plans) {
    /** All of them, also those that are gone. */
    public long all() {
        return states.values().stream().mapToLong(Long::longValue).sum();
    }
}
