package io.tenantry.provisioning.schedule;

import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.backup.BackupLocks;
import io.tenantry.provisioning.backup.Backups;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.OperationId;
import io.tenantry.provisioning.settings.SettingLevels;
import io.tenantry.routing.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Has backups removed that their tenants' rules no longer keep. */
public final class BackupRetention {
    /** More would keep the runners from what somebody waits for. */
    private static final int REMOVALS_AT_ONCE = 20;

    private static final Duration REMEMBER_FAILURE = Duration.ofDays(7);

    private final ControlPlane controlPlane;
    private final Backups backups;
    private final RetentionBooks books;
    private final StandingRows rows = new StandingRows(new SettingLevels());

    public BackupRetention(ControlPlane controlPlane, Backups backups, BackupLocks locks) {
        this.controlPlane = controlPlane;
        this.backups = backups;
        this.books = new RetentionBooks(controlPlane, locks);
    }

    /**
     * Judges a tenant's good backups, and asks for the removal of those that go, in the caller's
     * transaction. The last good one never goes, nor one that is locked or that an operation works
     * with.
     *
     * @param dryRun whether nothing is to be removed
     * @throws io.tenantry.provisioning.ProvisioningException with {@code BACKUPS_OFF}
     */
    public Pruning prune(Handle handle, TenantId tenant, boolean dryRun, Actor actor) {
        return prune(
                handle, tenant, rows.policy(handle, tenant), dryRun ? 0 : Integer.MAX_VALUE, actor);
    }

    private Pruning prune(
            Handle handle, TenantId tenant, BackupPolicy policy, int most, Actor actor) {
        backups.demandConfigured();
        Instant now = controlPlane.now();
        List<RetentionRows.Good> good = RetentionRows.lock(handle, tenant);
        Map<String, RetentionRows.Good> byId =
                good.stream()
                        .collect(
                                Collectors.toMap(
                                        each -> each.candidate().id(), Function.identity()));
        List<JudgedBackup> judged = new ArrayList<>();
        List<OperationId> operations = new ArrayList<>();
        for (Retention.Verdict verdict : judge(good, policy, now)) {
            String id = verdict.backup().id();
            JudgedBackup each =
                    JudgedBackup.of(
                            verdict,
                            verdict.stays()
                                    ? null
                                    : holding(handle, Objects.requireNonNull(byId.get(id)), now));
            judged.add(each);
            if (!each.stays() && operations.size() < most) {
                operations.add(backups.delete(handle, tenant, id, actor).operation());
            }
        }
        return new Pruning(List.copyOf(judged), List.copyOf(operations));
    }

    private static List<Retention.Verdict> judge(
            List<RetentionRows.Good> good, BackupPolicy policy, Instant now) {
        return Retention.judge(
                good.stream().map(RetentionRows.Good::candidate).toList(), policy.keep(), now);
    }

    /** What keeps a backup that the rules let go; null for nothing. */
    private static @Nullable String holding(Handle handle, RetentionRows.Good good, Instant now) {
        if (good.isLocked(now)) {
            return "locked";
        }
        return Backups.isInUse(handle, good.candidate().id()) ? "in_use" : null;
    }

    /**
     * Brings all tenants' backups in line with their rules: asks for removals and for locks, a few
     * at once, and writes down until when each stays; to be called from time to time, by one
     * replica at a time.
     *
     * @return how many removals were asked for; none if no store is configured
     */
    public int reconcile(Actor actor) {
        if (!backups.isConfigured()) {
            return 0;
        }
        Instant now = controlPlane.now();
        Map<TenantId, List<RetentionRows.Good>> all = controlPlane.read(RetentionRows::all);
        Map<TenantId, BackupPolicy> policies = controlPlane.read(rows::policies);
        int room = REMOVALS_AT_ONCE - controlPlane.read(RetentionRows::removing);
        Map<TenantId, List<Retention.Verdict>> verdicts = new HashMap<>();
        policies.keySet().stream()
                .filter(all::containsKey)
                .forEach(tenant ->
                        verdicts.put(
                                tenant,
                                judge(
                                        all.getOrDefault(tenant, List.of()),
                                        Objects.requireNonNull(policies.get(tenant)),
                                        now)));
        int asked = 0;
        for (Map.Entry<TenantId, List<Retention.Verdict>> each : verdicts.entrySet()) {
            if (asked < room && !each.getValue().stream().allMatch(Retention.Verdict::stays)) {
                asked +=
                        remove(
                                each.getKey(),
                                Objects.requireNonNull(policies.get(each.getKey())),
                                room - asked,
                                actor);
            }
        }
        books.write(all, verdicts, now, actor);
        controlPlane.useTransaction(
                handle -> RetentionRows.forgetFailed(handle, now.minus(REMEMBER_FAILURE)));
        return asked;
    }

    private int remove(TenantId tenant, BackupPolicy policy, int most, Actor actor) {
        return controlPlane
                .inTransaction(handle -> prune(handle, tenant, policy, most, actor))
                .operations()
                .size();
    }
}
