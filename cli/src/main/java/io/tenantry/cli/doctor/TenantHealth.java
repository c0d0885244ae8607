package io.tenantry.cli.doctor;

import io.tenantry.cli.control.Control;
import io.tenantry.cli.tenant.AllTenants;
import io.tenantry.provisioning.changelog.SchemaVersions;
import io.tenantry.provisioning.tenant.Tenant;
import io.tenantry.routing.TenantState;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** How the tenants' databases are. */
final class TenantHealth {
    private static final Set<TenantState> ALIVE =
            EnumSet.of(TenantState.ACTIVE, TenantState.SUSPENDED, TenantState.MAINTENANCE);

    private TenantHealth() {}

    static List<Diagnosis> schemas(Control control) {
        SchemaVersions versions = control.provisioning().schemaVersions();
        List<Tenant> alive =
                AllTenants.of(control.tenants()).stream()
                        .filter(tenant -> ALIVE.contains(tenant.state()))
                        .toList();
        List<String> outdated =
                alive.stream()
                        .map(Tenant::schemaVersion)
                        .filter(Objects::nonNull)
                        .distinct()
                        .filter(versions::isOutdated)
                        .toList();
        long tenants =
                alive.stream().filter(tenant -> outdated.contains(tenant.schemaVersion())).count();
        return List.of(
                tenants == 0
                        ? Diagnosis.well(
                                "schemas", "all %d tenants are up to date".formatted(alive.size()))
                        : Diagnosis.warning(
                                "schemas",
                                "%d of %d tenants have an older schema"
                                        .formatted(tenants, alive.size()),
                                "tenantry migrate plan, then tenantry migrate run"));
    }
}
