package io.tenantry.cli.doctor;

import io.tenantry.cli.control.Control;
import io.tenantry.provisioning.seal.SealTally;
import java.util.List;

/** Whether the master key opens what is sealed. */
final class KeyHealth {
    private static final String CHECK = "master-key";

    private KeyHealth() {}

    static List<Diagnosis> of(Control control) {
        SealTally tally = control.provisioning().sealedSecrets().tally();
        if (tally.unknown() > 0) {
            return List.of(
                    Diagnosis.error(
                            CHECK,
                            "%d of %d secrets are sealed under a key that is not configured"
                                    .formatted(
                                            tally.unknown(),
                                            tally.unknown() + tally.current() + tally.former()),
                            "Configure the key that the server has; while it is being changed, the former one as well."));
        }
        if (tally.former() > 0) {
            return List.of(
                    Diagnosis.warning(
                            CHECK,
                            "%d secrets are sealed under a former key".formatted(tally.former()),
                            "Have them sealed anew before the former key goes: see the handbook on rotation."));
        }
        return List.of(Diagnosis.well(CHECK, "opens all %d secrets".formatted(tally.current())));
    }
}
