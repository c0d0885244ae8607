package io.tenantry.provisioning.settings;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.TenantState;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** SQL on {@code plan_settings}, and on what {@code tenants} says about settings. */
final class SettingRows {
    private SettingRows() {}

    /**
     * What a tenant's row says.
     *
     * @param plan null for none
     */
    record Terms(TenantState state, @Nullable String plan, StoredSettings own) {}

    /**
     * @throws ProvisioningException with {@link Reason#TENANT_UNKNOWN}
     */
    static Terms terms(Handle handle, TenantId tenant) {
        return terms(handle, tenant, "");
    }

    /** Likewise, and keeps everybody else from changing them until the transaction ends. */
    static Terms lock(Handle handle, TenantId tenant) {
        return terms(handle, tenant, "FOR UPDATE");
    }

    private static Terms terms(Handle handle, TenantId tenant, String locking) {
        return handle.createQuery(
                        "SELECT state, plan, settings FROM tenants WHERE id = :id " + locking)
                .bind("id", tenant.value())
                .map((row, _) ->
                        new Terms(
                                TenantState.fromCode(row.getString("state")),
                                row.getString("plan"),
                                StoredSettings.ofTenant(tenant.value(), row.getString("settings"))))
                .findOne()
                .orElseThrow(() ->
                        new ProvisioningException(
                                Reason.TENANT_UNKNOWN, "no tenant has the id " + tenant.value()));
    }

    /** Replicas learn of it with the route. */
    static void writeOwn(Handle handle, TenantId tenant, @Nullable String settings, Instant now) {
        handle.createUpdate(
                        """
                        UPDATE tenants
                        SET settings = :settings, route_changed_at = :now
                        WHERE id = :id
                        """)
                .bind("settings", settings)
                .bind("now", now)
                .bind("id", tenant.value())
                .execute();
    }

    /** The values of all plans that have any. */
    static Map<String, StoredSettings> ofPlans(Handle handle) {
        Map<String, StoredSettings> plans = new HashMap<>();
        handle.createQuery("SELECT plan, name, value FROM plan_settings")
                .map((row, _) ->
                        plans.computeIfAbsent(
                                        row.getString("plan"),
                                        plan -> new StoredSettings("plan " + plan, new HashMap<>()))
                                .values()
                                .put(
                                        row.getString("name"),
                                        StoredSettings.scalar(row.getString("value"))))
                .list();
        return Map.copyOf(plans);
    }

    /** A plan's value; null for none. */
    static @Nullable Object ofPlan(Handle handle, String plan, String name) {
        return handle.createQuery(
                        """
                        SELECT value
                        FROM plan_settings
                        WHERE plan = :plan AND name = :name
                        """)
                .bind("plan", plan)
                .bind("name", name)
                .mapTo(String.class)
                .findOne()
                .map(StoredSettings::scalar)
                .orElse(null);
    }

    static void putOfPlan(Handle handle, String plan, String name, Object scalar, Instant now) {
        handle.createUpdate(
                        """
                        INSERT INTO plan_settings (plan, name, value, changed_at)
                        VALUES (:plan, :name, :value, :now)
                        ON DUPLICATE KEY UPDATE value = :value, changed_at = :now
                        """)
                .bind("plan", plan)
                .bind("name", name)
                .bind("value", StoredSettings.json(scalar))
                .bind("now", now)
                .execute();
    }

    static void removeOfPlan(Handle handle, String plan, String name) {
        handle.createUpdate("DELETE FROM plan_settings WHERE plan = :plan AND name = :name")
                .bind("plan", plan)
                .bind("name", name)
                .execute();
    }
}
