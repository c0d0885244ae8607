package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.NamedSteps;
import io.tenantry.provisioning.journal.OperationKind;
import io.tenantry.provisioning.journal.Step;
import io.tenantry.routing.TenantState;
import java.util.List;
import java.util.Optional;

/** The operations {@code tenant.resume} and {@code tenant.undelete}. */
final class TenantReopening implements OperationKind<ReopenTenant> {
    static final String RESUME = "tenant.resume";
    static final String UNDELETE = "tenant.undelete";

    private final String name;
    private final NamedSteps<ReopenTenant> steps;

    TenantReopening(String name, ControlPlane controlPlane, RouteAnnouncer announcer) {
        this.name = name;
        this.steps =
                NamedSteps.of(
                        new UnlockAccount(),
                        new RaiseEpoch(controlPlane),
                        new Reopen(controlPlane, announcer));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Class<ReopenTenant> inputType() {
        return ReopenTenant.class;
    }

    /** An account stays locked while its tenant is suspended. */
    @Override
    public List<String> plan(ReopenTenant input) {
        return input.to() == TenantState.ACTIVE
                ? List.of(UnlockAccount.NAME, RaiseEpoch.NAME, Reopen.NAME)
                : List.of(Reopen.NAME);
    }

    @Override
    public Optional<Step<ReopenTenant>> step(String step) {
        return steps.find(step);
    }
}
