package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.server.Labels;
import org.jspecify.annotations.Nullable;

/** What changes about a tenant; what is null stays. */
public record TenantChange(@Nullable String name, @Nullable String plan, @Nullable Labels tags) {
    /**
     * @throws ProvisioningException with {@link Reason#NAME_MALFORMED} or {@link
     *     Reason#PLAN_MALFORMED}
     */
    public TenantChange {
        if (name != null) {
            CreateTenant.demandName(name);
        }
        if (plan != null) {
            CreateTenant.demandPlan(plan);
        }
    }
}
