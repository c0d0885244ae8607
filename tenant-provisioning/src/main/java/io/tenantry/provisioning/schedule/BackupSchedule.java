package io.tenantry.provisioning.schedule;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.backup.BackupOrigin;
import io.tenantry.provisioning.backup.Backups;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.settings.SettingLevels;
import io.tenantry.routing.TenantId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Has backups made when they are due. It keeps no list of its own: what is due follows from each
 * tenant's policy and from the backups that it has, so nothing is forgotten while no replica runs.
 */
public final class BackupSchedule {
    private static final Logger LOG = Logger.getLogger(BackupSchedule.class.getName());

    private final ControlPlane controlPlane;
    private final AuditLog audit;
    private final Backups backups;
    private final ScheduleSettings settings;
    private final StandingRows rows = new StandingRows(new SettingLevels());

    public BackupSchedule(
            ControlPlane controlPlane, AuditLog audit, Backups backups, ScheduleSettings settings) {
        this.controlPlane = controlPlane;
        this.audit = audit;
        this.backups = backups;
        this.settings = settings;
    }

    /**
     * Asks for the backups that are due, the longest due first, as many as may run at once; to be
     * called every few seconds, by one replica at a time. Those that wait for their tenants, whose
     * long transactions hold the tables, keep nobody else's back; of each server no more of them
     * than may run there, as all may go on at once.
     *
     * @return how many were asked for; none if no store is configured
     */
    public int reconcile(Actor actor) {
        if (!backups.isConfigured()) {
            return 0;
        }
        Instant now = controlPlane.now();
        List<Standing> all = controlPlane.read(handle -> rows.all(handle, now));
        Map<String, Integer> running = running(all);
        int free = settings.atOnce() - running.values().stream().mapToInt(each -> each).sum();
        int asked = 0;
        for (Standing each : due(all, now)) {
            if (asked >= free) {
                break;
            }
            if (running.getOrDefault(each.server(), 0) < settings.perServer() && ask(each, actor)) {
                add(running, each.server());
                asked++;
            }
        }
        return asked;
    }

    /** How many backups burden each server. */
    private Map<String, Integer> running(List<Standing> all) {
        Map<String, Integer> running = new HashMap<>();
        Map<String, Integer> waiting = new HashMap<>();
        for (Standing each : all) {
            if (each.isAtWork()
                    || (each.waiting() && isMore(waiting, each.server(), settings.perServer()))) {
                add(running, each.server());
            }
        }
        return running;
    }

    /** Counts one more; whether that is more than there may be. */
    private static boolean isMore(Map<String, Integer> counts, String server, int most) {
        return counts.merge(server, 1, Integer::sum) > most;
    }

    private static void add(Map<String, Integer> running, String server) {
        running.merge(server, 1, Integer::sum);
    }

    private record Due(Standing standing, Instant since) {}

    private static List<Standing> due(List<Standing> all, Instant now) {
        return all.stream()
                .flatMap(each -> each.dueSince(now).map(since -> new Due(each, since)).stream())
                .sorted(Comparator.comparing(Due::since))
                .map(Due::standing)
                .toList();
    }

    private boolean ask(Standing tenant, Actor actor) {
        try {
            controlPlane.useTransaction(handle ->
                    backups.create(handle, tenant.tenant(), BackupOrigin.SCHEDULED, actor));
            return true;
        } catch (ProvisioningException e) {
            LOG.log(
                    Level.WARNING,
                    e,
                    () -> "no backup of tenant %s could be asked for".formatted(tenant.tenant()));
            return false;
        }
    }

    /**
     * Finds backups that failed and that nobody was told of: each is audited, and logged once; to
     * be called every few seconds, by one replica at a time.
     */
    public List<FailedBackup> noticeFailures(Actor actor) {
        List<FailedBackup> noticed =
                controlPlane.inTransaction(handle -> {
                    List<FailedBackup> failed = FailureRows.unnoticed(handle);
                    for (FailedBackup each : failed) {
                        FailureRows.noticed(handle, each.backup(), controlPlane.now());
                        audit.append(
                                handle,
                                new AuditEntry(
                                        actor,
                                        each.tenant(),
                                        "backup.failed",
                                        null,
                                        null,
                                        Map.of("backup", each.backup(), "error", each.error())));
                    }
                    return failed;
                });
        noticed.forEach(each ->
                LOG.warning(() ->
                        "backup %s of tenant %s failed: %s"
                                .formatted(each.backup(), each.tenant(), each.error())));
        return noticed;
    }

    /** Tenants whose data is at risk, by id; none if no store is configured. */
    public List<TenantAtRisk> atRisk() {
        if (!backups.isConfigured()) {
            return List.of();
        }
        Instant now = controlPlane.now();
        return controlPlane.read(handle -> rows.all(handle, now)).stream()
                .filter(each -> !each.risks(now).isEmpty())
                .map(each -> TenantAtRisk.of(each, now))
                .toList();
    }

    /** When a tenant's next backup is due as its schedule stands; empty if it has none. */
    public Optional<Instant> nextOf(TenantId tenant) {
        BackupPolicy policy = controlPlane.read(handle -> rows.policy(handle, tenant));
        return policy.isOff()
                ? Optional.empty()
                : Optional.of(Slots.next(tenant, policy, controlPlane.now()));
    }

    /** How many tenants are at risk, by what is wrong; one may count several times. */
    public static Map<Risk, Long> count(List<TenantAtRisk> tenants) {
        return tenants.stream()
                .flatMap(tenant -> tenant.risks().stream())
                .collect(Collectors.groupingBy(risk -> risk, Collectors.counting()));
    }
}
