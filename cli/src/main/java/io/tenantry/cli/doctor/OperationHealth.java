package io.tenantry.cli.doctor;

import io.tenantry.cli.control.Control;
import io.tenantry.provisioning.journal.Operation;
import io.tenantry.provisioning.journal.OperationFilter;
import io.tenantry.provisioning.journal.OperationState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Operations that failed, and those that nobody goes on with. */
final class OperationHealth {
    private static final String CHECK = "operations";
    private static final int MOST = 20;
    private static final Duration STALE = Duration.ofMinutes(10);

    private OperationHealth() {}

    static List<Diagnosis> of(Control control) {
        List<Diagnosis> found = new ArrayList<>();
        for (Operation failed : list(control, OperationState.FAILED)) {
            found.add(
                    Diagnosis.error(
                            CHECK,
                            "%s %s failed: %s"
                                    .formatted(failed.kind(), failed.id(), failed.errorDetail()),
                            "Mend the cause, then: tenantry operation retry " + failed.id()));
        }
        Instant longAgo = control.plane().now().minus(STALE);
        for (Operation running : list(control, OperationState.RUNNING)) {
            if (running.createdAt().isBefore(longAgo)
                    && running.nextAttemptAt().isBefore(longAgo)) {
                found.add(
                        Diagnosis.warning(
                                CHECK,
                                "%s %s has been at work since %s"
                                        .formatted(
                                                running.kind(), running.id(), running.createdAt()),
                                "If no server runs, go on with it here: tenantry operation retry "
                                        + running.id()));
            }
        }
        return found.isEmpty()
                ? List.of(Diagnosis.well(CHECK, "none failed, none is left lying"))
                : found;
    }

    private static List<Operation> list(Control control, OperationState state) {
        return control.operations().list(new OperationFilter(null, state, null), null, MOST);
    }
}
