package io.tenantry.routing.hibernate;

/** The persistence unit whose entities live in tenants' databases. */
public final class TenantUnit {
    /** Its name, as {@code quarkus.hibernate-orm."tenant"} has it. */
    public static final String NAME = "tenant";

    private TenantUnit() {}
}
