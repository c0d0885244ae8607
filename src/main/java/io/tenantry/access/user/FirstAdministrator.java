package io.tenantry.access.user;

import io.tenantry.access.Roles;
import io.tenantry.access.user.Users.NewUser;
import io.tenantry.routing.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Gives a new tenant the person who will run it. */
@ApplicationScoped
public class FirstAdministrator {
    private final Users users;
    private final Memberships memberships;

    FirstAdministrator(Users users, Memberships memberships) {
        this.users = users;
        this.memberships = memberships;
    }

    /**
     * Makes the account unless the address has one, and its membership. Doing it twice does nothing
     * more. An account that is there keeps its name and its password: whoever creates a tenant
     * proves nothing about the owner of an address.
     *
     * @param passwordHash in encoded form, for a new account; null if they shall choose one later
     * @return the user's id
     */
    public String appoint(
            Handle handle,
            TenantId tenant,
            String email,
            String name,
            @Nullable String passwordHash,
            Instant now) {
        User user = users.findOrCreate(handle, new NewUser(email, name, passwordHash, null), now);
        memberships.put(handle, tenant, user.id(), Roles.ENTERPRISE_ADMIN, now);
        return user.id();
    }

    /**
     * Undoes {@link #appoint}. The account stays: it may belong to other tenants by now, and says
     * nothing about this one.
     */
    public void dismiss(Handle handle, TenantId tenant) {
        memberships.removeAll(handle, tenant);
    }
}
