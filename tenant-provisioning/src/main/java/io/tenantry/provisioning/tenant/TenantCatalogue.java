package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.TenantSlug;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tenants, for onlookers: needs no key and no runner. */
public final class TenantCatalogue {
    private final ControlPlane controlPlane;

    public TenantCatalogue(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    public Optional<Tenant> find(TenantId id) {
        return controlPlane.read(handle -> TenantRows.byId(handle, id));
    }

    /** The tenant that has the slug now. */
    public Optional<Tenant> find(TenantSlug slug) {
        return controlPlane.read(handle -> TenantRows.bySlug(handle, slug));
    }

    /**
     * The tenant that somebody means.
     *
     * @param key its slug or its id
     * @throws ProvisioningException with {@link Reason#TENANT_UNKNOWN}
     */
    public Tenant demand(String key) {
        return TenantId.parse(key)
                .flatMap(this::find)
                .or(() -> TenantSlug.parse(key).flatMap(this::find))
                .orElseThrow(() ->
                        new ProvisioningException(
                                Reason.TENANT_UNKNOWN, "no tenant has that slug or id"));
    }

    /**
     * Tenants in the order of their ids, which is that of their creation.
     *
     * @param after only those after this one (a cursor); null to begin with the oldest
     * @param limit how many at most, 1 and up
     */
    public List<Tenant> list(TenantFilter filter, @Nullable TenantId after, int limit) {
        return controlPlane.read(handle -> TenantLists.list(handle, filter, after, limit));
    }

    /** How many there are. */
    public TenantCounts counts() {
        return controlPlane.read(TenantLists::counts);
    }
}
