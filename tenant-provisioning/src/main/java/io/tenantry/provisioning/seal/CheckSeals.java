package io.tenantry.provisioning.seal;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.journal.Step;
import io.tenantry.provisioning.journal.StepContext;
import java.util.Map;

/** Counts the secrets, and demands that none is sealed under a former key. */
final class CheckSeals implements Step<ResealSecrets> {
    static final String NAME = "check-seals";
    static final String ACTION = "secrets.resealed";

    private final Seals seals;
    private final AuditLog audit;

    CheckSeals(Seals seals, AuditLog audit) {
        this.seals = seals;
        this.audit = audit;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void execute(StepContext<ResealSecrets> context) {
        SealTally tally = seals.tally();
        if (tally.former() + tally.unknown() > 0) {
            throw new ProvisioningException(
                    Reason.STEP_FAILED,
                    "%d secrets are sealed under a former master key and %d under one that is not configured: does every replica seal with the current key? Retry this when it does"
                            .formatted(tally.former(), tally.unknown()));
        }
        context.alongside(handle ->
                audit.append(
                        handle,
                        new AuditEntry(
                                new Actor(context.input().requestedBy(), null),
                                null,
                                ACTION,
                                context.operation().value(),
                                null,
                                Map.of("secrets", tally.current()))));
    }

    @Override
    public void undo(StepContext<ResealSecrets> context) {}
}
