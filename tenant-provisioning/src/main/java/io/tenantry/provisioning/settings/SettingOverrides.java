package io.tenantry.provisioning.settings;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.tenant.RouteAnnouncer;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.TenantState;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What single tenants have otherwise than their plan. Changes of one tenant come one after the
 * other, so of two at once neither is lost; replicas hear of them as of any change of a route.
 */
public final class SettingOverrides {
    /** There is no tenant any more that could obey. */
    private static final Set<TenantState> OVER =
            EnumSet.of(TenantState.DELETING, TenantState.PURGED, TenantState.FAILED);

    private final ControlPlane controlPlane;
    private final AuditLog audit;
    private final SettingCatalogue catalogue;
    private final SettingLevels levels;
    private final RouteAnnouncer announcer;

    public SettingOverrides(
            ControlPlane controlPlane,
            AuditLog audit,
            SettingCatalogue catalogue,
            SettingLevels levels,
            RouteAnnouncer announcer) {
        this.controlPlane = controlPlane;
        this.audit = audit;
        this.catalogue = catalogue;
        this.levels = levels;
        this.announcer = announcer;
    }

    /**
     * All settings as a tenant has them now, by name, whatever a replica may still remember.
     *
     * @throws ProvisioningException with {@link Reason#TENANT_UNKNOWN}
     */
    public List<EffectiveSetting<?>> list(TenantId tenant) {
        return controlPlane.read(handle -> {
            SettingRows.Terms terms = SettingRows.terms(handle, tenant);
            Map<String, StoredSettings> plans = SettingRows.ofPlans(handle);
            String plan = terms.plan();
            StoredSettings ofPlan =
                    plan == null
                            ? StoredSettings.NONE
                            : plans.getOrDefault(plan, StoredSettings.NONE);
            return catalogue.all().stream()
                    .<EffectiveSetting<?>>map(
                            setting -> levels.effective(setting, terms.own(), ofPlan))
                    .toList();
        });
    }

    /**
     * What a setting is for a tenant now, in the caller's transaction.
     *
     * @throws ProvisioningException with {@link Reason#TENANT_UNKNOWN}
     */
    public <T> T value(Handle handle, TenantId tenant, Setting<T> setting) {
        catalogue.demandDeclared(setting);
        SettingRows.Terms terms = SettingRows.terms(handle, tenant);
        String plan = terms.plan();
        Object planned = plan == null ? null : SettingRows.ofPlan(handle, plan, setting.name());
        StoredSettings ofPlan =
                planned == null
                        ? StoredSettings.NONE
                        : new StoredSettings("plan " + plan, Map.of(setting.name(), planned));
        return levels.effective(setting, terms.own(), ofPlan).value();
    }

    /**
     * Gives a tenant a value of its own.
     *
     * @throws ProvisioningException with {@link Reason#TENANT_UNKNOWN}, {@link
     *     Reason#TENANT_STATE_CONFLICT}, {@link Reason#SETTING_UNKNOWN} or {@link
     *     Reason#SETTING_INVALID}
     */
    public void put(TenantId tenant, String name, Object scalar, Actor actor) {
        controlPlane.useTransaction(handle -> put(handle, tenant, name, scalar, actor));
    }

    /** As {@link #put(TenantId, String, Object, Actor)}, in the caller's transaction. */
    public void put(Handle handle, TenantId tenant, String name, Object scalar, Actor actor) {
        catalogue.demand(name).demandTakes(scalar);
        change(handle, tenant, name, scalar, actor);
    }

    /**
     * Has the plan's value, or the default, hold for a tenant.
     *
     * @throws ProvisioningException as {@link #put} does
     */
    public void remove(TenantId tenant, String name, Actor actor) {
        catalogue.demand(name);
        controlPlane.useTransaction(handle -> change(handle, tenant, name, null, actor));
    }

    /** Nothing is written, audited or announced if it was so before. */
    private void change(
            Handle handle, TenantId tenant, String name, @Nullable Object scalar, Actor actor) {
        SettingRows.Terms terms = SettingRows.lock(handle, tenant);
        if (OVER.contains(terms.state())) {
            throw new ProvisioningException(
                    Reason.TENANT_STATE_CONFLICT,
                    "the tenant is %s, which does not allow this".formatted(terms.state().code()));
        }
        Object before = terms.own().values().get(name);
        if (Scalars.same(before, scalar)) {
            return;
        }
        SettingRows.writeOwn(handle, tenant, terms.own().with(name, scalar), controlPlane.now());
        audit.append(
                handle,
                new AuditEntry(
                        actor,
                        tenant,
                        "tenant.setting",
                        name,
                        Scalars.shown(before),
                        Scalars.shown(scalar)));
        handle.afterCommit(() -> announcer.routeChanged(tenant));
    }
}
