package io.tenantry.provisioning.seal;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.journal.Step;
import io.tenantry.provisioning.journal.StepContext;
import java.util.List;

/** Seals every secret under the current master key. */
final class Reseal implements Step<ResealSecrets> {
    static final String NAME = "reseal";

    private static final int NAMED = 10;

    private final Seals seals;

    Reseal(Seals seals) {
        this.seals = seals;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void execute(StepContext<ResealSecrets> context) {
        List<String> left = seals.resealAll();
        if (!left.isEmpty()) {
            throw new ProvisioningException(
                    Reason.STEP_FAILED,
                    "%d secrets cannot be sealed anew, among them %s; if they are under a key that is not configured, add it to tenantry.secrets.former-master-keys, and retry"
                            .formatted(left.size(), left.subList(0, Math.min(NAMED, left.size()))));
        }
    }

    /** Both forms open: there is nothing to take back. */
    @Override
    public void undo(StepContext<ResealSecrets> context) {}
}
