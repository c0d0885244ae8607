package io.tenantry.provisioning;

import io.tenantry.provisioning.journal.Step;
import io.tenantry.provisioning.tenant.CreateTenant;
import io.tenantry.provisioning.tenant.PurgeTenant;
import java.util.List;

/**
 * What other rooms do in the operations of provisioning, in the order in which it is done.
 *
 * @param creation when a tenant is made, after its database is complete and before its route opens
 * @param purge when a tenant is removed, before its database is
 */
public record ContributedSteps(List<Step<CreateTenant>> creation, List<Step<PurgeTenant>> purge) {
    /** Nothing: what the command line has to contribute. */
    public static final ContributedSteps NONE = new ContributedSteps(List.of(), List.of());

    public ContributedSteps {
        creation = List.copyOf(creation);
        purge = List.copyOf(purge);
    }
}
