package io.tenantry.access.user;

import io.tenantry.access.password.Passwords;
import io.tenantry.access.user.Users.NewUser;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes accounts, tenants (rows only, without a database) and memberships for tests. */
@ApplicationScoped
public class People {
    public static final String PASSWORD = "correct horse battery staple";

    private final ControlPlane controlPlane;
    private final Users users;
    private final Memberships memberships;
    private final Passwords passwords;
    private @Nullable String hash;

    People(ControlPlane controlPlane, Users users, Memberships memberships, Passwords passwords) {
        this.controlPlane = controlPlane;
        this.users = users;
        this.memberships = memberships;
        this.passwords = passwords;
    }

    /** Somebody new, with {@link #PASSWORD}. */
    public User somebody() {
        String email = Ulid.next().toLowerCase(Locale.ROOT) + "@people.test";
        NewUser wanted = new NewUser(email, "Somebody", hash(), null);
        return controlPlane.inTransaction(h -> users.findOrCreate(h, wanted, controlPlane.now()));
    }

    /** One for all: hashing is dear, and nobody here looks at whose hash it is. */
    private synchronized String hash() {
        if (hash == null) {
            hash = passwords.hash(PASSWORD);
        }
        return hash;
    }

    public void close(User user) {
        controlPlane.useTransaction(
                h -> h.execute("UPDATE users SET state = 'closed' WHERE id = ?", user.id()));
    }

    /** A new active tenant; its slug is its id in lower case with a letter in front. */
    public TenantId tenant() {
        TenantId id = TenantId.next();
        Instant now = controlPlane.now();
        controlPlane.useTransaction(h ->
                h.createUpdate(
                                """
                                INSERT INTO tenants
                                    (id, slug, slug_claim, name, state,
                                     created_at, changed_at, route_changed_at)
                                VALUES
                                    (:id, :slug, :slug, 'A tenant', 'active',
                                     :now, :now, :now)
                                """)
                        .bind("id", id.value())
                        .bind("slug", slug(id))
                        .bind("now", now)
                        .execute());
        return id;
    }

    public static String slug(TenantId id) {
        return "t" + id.value().toLowerCase(Locale.ROOT);
    }

    public void setState(TenantId tenant, String state) {
        controlPlane.useTransaction(
                h -> h.execute("UPDATE tenants SET state = ? WHERE id = ?", state, tenant.value()));
    }

    public void join(User user, TenantId tenant, String role) {
        controlPlane.useTransaction(
                h -> memberships.put(h, tenant, user.id(), role, controlPlane.now()));
    }

    public void leave(TenantId tenant) {
        controlPlane.useTransaction(h -> memberships.removeAll(h, tenant));
    }
}
