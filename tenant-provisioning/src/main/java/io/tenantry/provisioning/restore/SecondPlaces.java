package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.server.GeneratedPassword;
import io.tenantry.provisioning.server.Labels;
import io.tenantry.provisioning.server.ServerChoice;
import io.tenantry.provisioning.server.ServerWish;
import io.tenantry.provisioning.tenant.PlacementRows;
import io.tenantry.provisioning.tenant.TenantDatabase;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import io.tenantry.routing.secret.SecretBox;
import io.tenantry.routing.secret.SecretPlaces;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Places for databases that a tenant has beside the one that serves. */
final class SecondPlaces {
    private final SecretBox secrets;

    SecondPlaces(SecretBox secrets) {
        this.secrets = secrets;
    }

    /**
     * Takes one.
     *
     * @param server the name of the server; null for the tenant's present one, which takes its own
     *     tenants' databases whether or not it takes new tenants
     * @throws io.tenantry.provisioning.ProvisioningException as {@link ServerChoice#make} does
     */
    TenantDatabase take(
            Handle handle, TenantId tenant, @Nullable String server, String state, Instant now) {
        TenantDatabase place =
                TenantDatabase.on(serverId(handle, tenant, server), Ulid.at(now), tenant);
        byte[] secret =
                secrets.seal(GeneratedPassword.next(), SecretPlaces.tenantAccount(place.id()));
        PlacementRows.insert(handle, place, secret, state, now);
        return place;
    }

    static String serverId(Handle handle, TenantId tenant, @Nullable String server) {
        return server == null
                ? PlacementRows.of(handle, tenant).orElseThrow().serverId()
                : ServerChoice.make(handle, new ServerWish(server, Labels.NONE));
    }

    /** The account's password in the clear: for the statement that sets it, and nothing else. */
    String password(Handle handle, TenantDatabase database) {
        return PlacementRows.password(handle, database.id(), secrets);
    }
}
