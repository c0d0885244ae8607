package io.tenantry.provisioning.schedule;

import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.backup.BackupLocks;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes down until when backups stay, and has the store lock them until then. */
final class RetentionBooks {
    private static final int LOCKS_AT_ONCE = 20;

    private final ControlPlane controlPlane;
    private final BackupLocks locks;

    RetentionBooks(ControlPlane controlPlane, BackupLocks locks) {
        this.controlPlane = controlPlane;
        this.locks = locks;
    }

    void write(
            Map<TenantId, List<RetentionRows.Good>> all,
            Map<TenantId, List<Retention.Verdict>> verdicts,
            Instant now,
            Actor actor) {
        int asked = 0;
        for (Map.Entry<TenantId, List<Retention.Verdict>> each : verdicts.entrySet()) {
            Map<String, RetentionRows.Good> known =
                    all.getOrDefault(each.getKey(), List.of()).stream()
                            .collect(
                                    Collectors.toMap(
                                            good -> good.candidate().id(), Function.identity()));
            for (Retention.Verdict verdict : each.getValue()) {
                RetentionRows.Good good = Objects.requireNonNull(known.get(verdict.backup().id()));
                Instant until = inMicros(verdict.until());
                keep(good, until);
                if (until != null && asked < LOCKS_AT_ONCE && wantsLock(good, until, now)) {
                    asked += lock(each.getKey(), good, until, actor);
                }
            }
        }
        if (locks.areOn()) {
            locks.removeLeftovers(actor);
        }
    }

    private void keep(RetentionRows.Good good, @Nullable Instant until) {
        if (!Objects.equals(good.keptUntil(), until)) {
            controlPlane.useTransaction(
                    handle -> RetentionRows.keptUntil(handle, good.candidate().id(), until));
        }
    }

    private boolean wantsLock(RetentionRows.Good good, Instant until, Instant now) {
        return locks.areOn()
                && until.isAfter(now)
                && (good.lockedUntil() == null || good.lockedUntil().isBefore(until));
    }

    private int lock(TenantId tenant, RetentionRows.Good good, Instant until, Actor actor) {
        return controlPlane.inTransaction(
                        handle -> locks.lock(handle, tenant, good.candidate().id(), until, actor))
                ? 1
                : 0;
    }

    private static @Nullable Instant inMicros(@Nullable Instant until) {
        return until == null ? null : until.truncatedTo(ChronoUnit.MICROS);
    }
}
