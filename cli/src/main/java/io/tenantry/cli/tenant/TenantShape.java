package io.tenantry.cli.tenant;

import io.tenantry.cli.output.Column;
import io.tenantry.cli.output.Document;
import io.tenantry.cli.output.Shape;
import io.tenantry.provisioning.tenant.Tenant;
import java.util.List;

/** How tenants are shown: as the API does. */
public final class TenantShape {
    static final Shape<Tenant> SHAPE =
            new Shape<>(
                    TenantShape::document,
                    List.of(
                            new Column<>("SLUG", Tenant::slug),
                            new Column<>("NAME", Tenant::name),
                            new Column<>("STATE", tenant -> tenant.state().code()),
                            new Column<>("PLAN", Tenant::plan),
                            new Column<>("SERVER", Tenant::server),
                            new Column<>("CREATED", Tenant::createdAt),
                            new Column<>("ID", Tenant::id)));

    private TenantShape() {}

    /** All of a tenant. */
    public static Document document(Tenant tenant) {
        return new Document()
                .with("id", tenant.id().value())
                .with("slug", tenant.slug().value())
                .with("name", tenant.name())
                .with("plan", tenant.plan())
                .with("tags", tenant.tags().values())
                .with("state", tenant.state().code())
                .with("reason", tenant.reason())
                .with("server", tenant.server())
                .with("schemaVersion", tenant.schemaVersion())
                .with("createdAt", tenant.createdAt())
                .with("changedAt", tenant.changedAt())
                .with("purgeAfter", tenant.purgeAfter());
    }
}
