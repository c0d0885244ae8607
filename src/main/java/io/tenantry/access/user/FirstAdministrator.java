package io.tenantry.access.user;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.access.Roles;
import io.tenantry.access.password.PasswordPolicy;
import io.tenantry.access.user.Users.NewUser;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.journal.Step;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.password.PasswordOwner;
import io.tenantry.provisioning.tenant.AdministratorWish;
import io.tenantry.provisioning.tenant.CreateTenant;
import io.tenantry.provisioning.tenant.TenantCreation;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The step of a tenant's creation that gives it the person who will run it.
 *
 * <p>The account is made unless the address has one; one that is there keeps its name and its
 * password, because whoever creates a tenant proves nothing about the owner of an address.
 *
 * <p>An account that the step makes has the operation's id. Undoing ends the membership, and
 * removes that account unless somebody uses it by now. Where two creations want the same new
 * account and both are undone, the one that had not made it being the last, the account stays.
 */
@ApplicationScoped
public class FirstAdministrator implements Step<CreateTenant> {
    private final Users users;
    private final Memberships memberships;
    private final PasswordPolicy passwords;
    private final Clock clock;

    FirstAdministrator(
            Users users, Memberships memberships, PasswordPolicy passwords, Clock clock) {
        this.users = users;
        this.memberships = memberships;
        this.passwords = passwords;
        this.clock = clock;
    }

    /**
     * Writes down what this step will need, for {@link CreateTenant#admin}; the password only as
     * its hash, since it is journaled.
     *
     * @param password null if they shall choose one later
     * @param tenant its names and its slug: what the password may not contain
     * @throws ProblemException {@code password_refused}
     */
    public JsonNode wish(
            String email, String name, @Nullable String password, @Nullable String... tenant) {
        String hash =
                password == null
                        ? null
                        : passwords.hash(password, PasswordOwner.of(email, name, tenant));
        return new AdministratorWish(email, name, hash).journaled();
    }

    @Override
    public String name() {
        return TenantCreation.FIRST_ADMINISTRATOR;
    }

    @Override
    public void execute(StepContext<CreateTenant> context) {
        JsonNode admin = context.input().admin();
        if (admin != null) {
            AdministratorWish wish = AdministratorWish.of(admin);
            context.alongside(handle -> appoint(handle, context, wish));
        }
    }

    @Override
    public void undo(StepContext<CreateTenant> context) {
        context.alongside(handle -> {
            memberships.removeAll(handle, context.tenant());
            users.removeUnused(handle, context.operation().value());
        });
    }

    private void appoint(Handle handle, StepContext<CreateTenant> context, AdministratorWish wish) {
        Instant now = clock.instant();
        User user =
                users.findOrCreate(
                        handle,
                        context.operation().value(),
                        new NewUser(wish.email(), wish.name(), wish.hash(), null),
                        now);
        memberships.put(handle, context.tenant(), user.id(), Roles.ENTERPRISE_ADMIN, now);
    }
}
