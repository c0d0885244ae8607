package io.tenantry.provisioning.export;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.settings.PlanSettings;
import io.tenantry.provisioning.settings.SettingLevels;
import io.tenantry.routing.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jdbi.v3.core.Handle;

/**
 * Exports that are made because it is time: {@link ExportPace#SETTING} says how often, for a tenant
 * or its plan. It asks for a few at once, those first that have waited longest, so that a plan's
 * new setting does not have all its tenants exported in the same hour.
 */
public final class ExportSchedule {
    private static final Logger LOG = Logger.getLogger(ExportSchedule.class.getName());

    /** What keeps an export from being asked for now, and will pass. */
    private static final Set<Reason> LATER =
            Set.of(Reason.EXPORT_AT_WORK, Reason.EXPORT_LIMIT, Reason.TENANT_STATE_CONFLICT);

    private final ControlPlane controlPlane;
    private final Exports exports;
    private final PlanSettings plans;
    private final SettingLevels levels;

    public ExportSchedule(
            ControlPlane controlPlane, Exports exports, PlanSettings plans, SettingLevels levels) {
        this.controlPlane = controlPlane;
        this.exports = exports;
        this.plans = plans;
        this.levels = levels;
    }

    /**
     * Asks for the exports that are due; to be called from time to time, by any replica.
     *
     * @param limit how many at most, 1 and up
     * @param keep how long each is kept once it is ready
     * @return how many were asked for
     */
    public int askForDue(int limit, Duration keep, Actor actor) {
        Instant now = controlPlane.now();
        List<TenantId> due =
                controlPlane.read(ScheduleRows::all).stream()
                        .filter(standing -> isDue(standing, now))
                        .map(ScheduleRows.Standing::tenant)
                        .limit(limit)
                        .toList();
        int asked = 0;
        for (TenantId tenant : due) {
            asked += askFor(tenant, keep, actor);
        }
        return asked;
    }

    private boolean isDue(ScheduleRows.Standing standing, Instant now) {
        ExportPace pace =
                ExportPace.fromCode(
                        levels.effective(
                                        ExportPace.SETTING,
                                        standing.own(),
                                        plans.known(standing.plan()))
                                .value());
        Instant asked = standing.askedAt();
        return asked == null ? pace != ExportPace.OFF : pace.isDue(asked, standing.failed(), now);
    }

    private int askFor(TenantId tenant, Duration keep, Actor actor) {
        try {
            return controlPlane.inTransaction(
                    handle -> askForIfStillDue(handle, tenant, keep, actor));
        } catch (ProvisioningException e) {
            if (!LATER.contains(e.reason())) {
                throw e;
            }
            LOG.log(
                    Level.INFO,
                    "no export of tenant {0} by schedule: {1}",
                    new Object[] {tenant.value(), e.getMessage()});
            return 0;
        }
    }

    private int askForIfStillDue(Handle handle, TenantId tenant, Duration keep, Actor actor) {
        ExportRows.lockTenant(handle, tenant);
        // Another replica may have asked since, or the tenant been closed.
        boolean still =
                ScheduleRows.one(handle, tenant).stream()
                        .anyMatch(standing -> isDue(standing, controlPlane.now()));
        if (!still) {
            return 0;
        }
        ScheduleRows.asked(handle, exports.create(handle, tenant, keep, true, actor).export());
        return 1;
    }
}
