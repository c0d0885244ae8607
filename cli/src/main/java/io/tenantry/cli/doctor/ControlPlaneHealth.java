package io.tenantry.cli.doctor;

import io.tenantry.cli.control.Control;
import io.tenantry.provisioning.controlplane.SchemaState;
import java.time.Duration;
import java.util.List;

/** Whether the control plane answers, with this release's schema and the right time. */
final class ControlPlaneHealth {
    private static final Duration LEEWAY = Duration.ofSeconds(2);

    private ControlPlaneHealth() {}

    static List<Diagnosis> of(Control control) {
        return List.of(clock(control.plane().clockAhead()), schema(control.plane().schemaState()));
    }

    private static Diagnosis clock(Duration ahead) {
        String found = "%d ms apart".formatted(Math.abs(ahead.toMillis()));
        return ahead.abs().compareTo(LEEWAY) < 0
                ? Diagnosis.well("clocks", found)
                : Diagnosis.warning(
                        "clocks",
                        found,
                        "Set the clocks of this machine and of the control plane's by NTP: leases and points in time depend on them.");
    }

    private static Diagnosis schema(SchemaState state) {
        if (!state.missing().isEmpty()) {
            return Diagnosis.error(
                    "control-plane",
                    "its schema is older than this release: it lacks "
                            + String.join(", ", state.missing()),
                    "Start a server of this release once: it brings the schema up to date.");
        }
        if (!state.unknown().isEmpty()) {
            return Diagnosis.warning(
                    "control-plane",
                    "a newer release made its schema: " + String.join(", ", state.unknown()),
                    "Use that release's tenantry.");
        }
        if (!state.refused().isEmpty()) {
            return Diagnosis.warning(
                    "control-plane",
                    "its server refused " + String.join(", ", state.refused()),
                    "Everything works without it; to have it, let the control plane's account make triggers (log_bin_trust_function_creators=1) and start a server again.");
        }
        return Diagnosis.well("control-plane", "answers, with the schema of this release");
    }
}
