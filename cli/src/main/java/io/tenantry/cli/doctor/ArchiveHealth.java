package io.tenantry.cli.doctor;

import io.tenantry.cli.control.Control;
import io.tenantry.provisioning.binlog.ArchiverState;
import io.tenantry.provisioning.binlog.Gap;
import io.tenantry.provisioning.binlog.Recovery;
import io.tenantry.provisioning.schedule.TenantAtRisk;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether tenants could be brought back: to any second, and at all. */
final class ArchiveHealth {
    private static final Duration LATE = Duration.ofMinutes(1);
    private static final Duration RECENTLY = Duration.ofDays(7);
    private static final int SHOWN = 5;

    private ArchiveHealth() {}

    static List<Diagnosis> archives(Control control) {
        Recovery recovery = control.provisioning().recovery();
        if (!recovery.isOn()) {
            return List.of();
        }
        Instant now = control.plane().now();
        List<Diagnosis> found = new ArrayList<>();
        for (ArchiverState state : recovery.servers()) {
            String check = "archive " + state.server();
            found.add(standing(check, state, now));
            state.warnings().stream()
                    .map(warning ->
                            Diagnosis.warning(
                                    check,
                                    "this makes gaps: " + warning,
                                    "Change it, see docs/handbook/recovery.md."))
                    .forEach(found::add);
            gaps(check, recovery.gaps(state.serverId()), now).ifPresent(found::add);
        }
        return found;
    }

    private static Diagnosis standing(String check, ArchiverState state, Instant now) {
        if (state.problem() != null) {
            return Diagnosis.error(
                    check,
                    "nothing is archived: %s (%s)".formatted(state.problem(), state.detail()),
                    "Mend that; until then its tenants come back to their backups only.");
        }
        Optional<Duration> lag = state.lag(now);
        if (lag.isEmpty()) {
            return Diagnosis.warning(
                    check, "the log is not archived yet", "Start a server: it archives the log.");
        }
        return lag.get().compareTo(LATE) > 0
                ? Diagnosis.warning(
                        check,
                        "%d s behind: archived up to %s"
                                .formatted(lag.get().toSeconds(), state.coveredUntil()),
                        "If no server runs, start one before the database server throws its logs away.")
                : Diagnosis.well(check, "%d s behind".formatted(lag.get().toSeconds()));
    }

    private static Optional<Diagnosis> gaps(String check, List<Gap> gaps, Instant now) {
        List<Gap> recent =
                gaps.stream().filter(gap -> gap.to().isAfter(now.minus(RECENTLY))).toList();
        return recent.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Diagnosis.warning(
                                check,
                                "%d gaps in the last week, the newest at %s: %s"
                                        .formatted(
                                                recent.size(),
                                                recent.getFirst().to(),
                                                recent.getFirst().detail()),
                                "Make a backup of the tenants concerned: recovery goes on from there."));
    }

    static List<Diagnosis> backups(Control control) {
        List<TenantAtRisk> risks = control.provisioning().backupSchedule().atRisk();
        if (risks.isEmpty()) {
            return control.provisioning().recovery().isOn()
                    ? List.of(Diagnosis.well("backups", "no tenant's data is at risk"))
                    : List.of();
        }
        return List.of(
                Diagnosis.warning(
                        "backups",
                        "%d tenants have no good backup that is young enough: %s%s"
                                .formatted(
                                        risks.size(),
                                        risks.stream()
                                                .limit(SHOWN)
                                                .map(TenantAtRisk::slug)
                                                .collect(Collectors.joining(", ")),
                                        risks.size() > SHOWN ? ", …" : ""),
                        "tenantry backup create SLUG; find out why the schedule made none."));
    }
}
