package io.tenantry.cli.migrate;

import io.tenantry.cli.Session;
import io.tenantry.routing.TenantId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Tenants that somebody named. */
final class ChosenTenants {
    private ChosenTenants() {}

    static Set<TenantId> of(Session session, List<String> slugs) {
        return slugs.stream().map(slug -> session.tenant(slug).id()).collect(Collectors.toSet());
    }
}
