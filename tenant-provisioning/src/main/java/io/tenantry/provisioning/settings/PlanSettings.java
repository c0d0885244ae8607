package io.tenantry.provisioning.settings;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.tenant.CreateTenant;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What plans give their tenants. There are few plans, so each replica keeps them all in memory and
 * reads them again and again; asking never blocks.
 */
public final class PlanSettings {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ControlPlane controlPlane;
    private final AuditLog audit;
    private final SettingCatalogue catalogue;
    private final SettingLevels levels;
    private volatile Map<String, StoredSettings> known = Map.of();

    public PlanSettings(
            ControlPlane controlPlane,
            AuditLog audit,
            SettingCatalogue catalogue,
            SettingLevels levels) {
        this.controlPlane = controlPlane;
        this.audit = audit;
        this.catalogue = catalogue;
        this.levels = levels;
    }

    /**
     * Reads them from the control plane; to be called every few seconds. If that fails it throws,
     * and what was known stays.
     */
    public void refresh() {
        known = controlPlane.read(SettingRows::ofPlans);
    }

    /**
     * The values of a plan as they were when last read.
     *
     * @param plan null for no plan, which has no values
     */
    public StoredSettings known(@Nullable String plan) {
        return plan == null ? StoredSettings.NONE : known.getOrDefault(plan, StoredSettings.NONE);
    }

    /** The values of all plans that have any, now, for whoever looks at all tenants at once. */
    public static Map<String, StoredSettings> of(Handle handle) {
        return SettingRows.ofPlans(handle);
    }

    /**
     * All settings as a plan has them now, by name.
     *
     * @throws ProvisioningException with {@link Reason#PLAN_MALFORMED}
     */
    public List<EffectiveSetting<?>> list(String plan) {
        CreateTenant.demandPlan(plan);
        StoredSettings values =
                controlPlane.read(SettingRows::ofPlans).getOrDefault(plan, StoredSettings.NONE);
        return catalogue.all().stream()
                .<EffectiveSetting<?>>map(
                        setting -> levels.effective(setting, StoredSettings.NONE, values))
                .toList();
    }

    /**
     * Gives a plan a value. Plans need not be known before: a code is one.
     *
     * @throws ProvisioningException with {@link Reason#PLAN_MALFORMED}, {@link
     *     Reason#SETTING_UNKNOWN} or {@link Reason#SETTING_INVALID}
     */
    public void put(String plan, String name, Object scalar, Actor actor) {
        CreateTenant.demandPlan(plan);
        catalogue.demand(name).demandTakes(scalar);
        change(plan, name, scalar, actor);
    }

    /**
     * Has the default hold for a plan.
     *
     * @throws ProvisioningException with {@link Reason#PLAN_MALFORMED} or {@link
     *     Reason#SETTING_UNKNOWN}
     */
    public void remove(String plan, String name, Actor actor) {
        CreateTenant.demandPlan(plan);
        catalogue.demand(name);
        change(plan, name, null, actor);
    }

    private void change(String plan, String name, @Nullable Object scalar, Actor actor) {
        // A value that is not there yet has no row to lock. Plans change so rarely that all wait.
        boolean written =
                controlPlane.exclusively(
                        "plan-settings",
                        PATIENCE,
                        locked ->
                                locked.inTransaction(
                                        handle -> write(handle, plan, name, scalar, actor)));
        if (written) {
            refresh();
        }
    }

    /** Nothing is written, nor audited, if it was so before. */
    private boolean write(
            Handle handle, String plan, String name, @Nullable Object scalar, Actor actor) {
        Object before = SettingRows.ofPlan(handle, plan, name);
        if (Scalars.same(before, scalar)) {
            return false;
        }
        if (scalar == null) {
            SettingRows.removeOfPlan(handle, plan, name);
        } else {
            SettingRows.putOfPlan(handle, plan, name, scalar, controlPlane.now());
        }
        audit.append(
                handle,
                new AuditEntry(
                        actor,
                        null,
                        "plan.setting",
                        plan + " " + name,
                        Scalars.shown(before),
                        Scalars.shown(scalar)));
        return true;
    }
}
