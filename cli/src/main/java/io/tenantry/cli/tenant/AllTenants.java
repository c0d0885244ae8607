package io.tenantry.cli.tenant;

import io.tenantry.provisioning.tenant.Tenant;
import io.tenantry.provisioning.tenant.TenantCatalogue;
import io.tenantry.provisioning.tenant.TenantFilter;
import io.tenantry.routing.TenantId;
import java.util.ArrayList;
import java.util.List;

/** The whole catalogue, read page by page. */
public final class AllTenants {
    private static final int PAGE = 500;

    private AllTenants() {}

    /** All tenants, oldest first, those that are gone included. */
    public static List<Tenant> of(TenantCatalogue catalogue) {
        List<Tenant> all = new ArrayList<>();
        TenantId after = null;
        List<Tenant> page;
        do {
            page = catalogue.list(TenantFilter.ALL, after, PAGE);
            all.addAll(page);
            after = page.isEmpty() ? after : page.getLast().id();
        } while (page.size() == PAGE);
        return all;
    }
}
