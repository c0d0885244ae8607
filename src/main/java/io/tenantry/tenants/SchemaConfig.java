package io.tenantry.tenants;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What this replica does for tenants whose databases are of an older schema. */
@ConfigMapping(prefix = "tenantry.schema")
interface SchemaConfig {
    /** What a request of such a tenant gets. */
    @WithDefault("REFUSE")
    WhenOutdated whenOutdated();

    /** What to do for a tenant whose database has not been migrated. */
    enum WhenOutdated {
        /** 503 {@code schema_outdated}, until a migration has brought it up to date. */
        REFUSE,
        /** The same, and its migration is asked for at once. */
        MIGRATE,
        /** It is served: for releases that work with the older schema, too. */
        SERVE
    }
}
