package io.tenantry.access.user;

import io.quarkus.runtime.StartupEvent;
import io.tenantry.access.Roles;
import io.tenantry.access.password.PasswordPolicy;
import io.tenantry.access.user.Users.NewUser;
import io.tenantry.boot.StartOrder;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.password.PasswordOwner;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/** Makes the configured platform administrator at the start, once. */
@ApplicationScoped
class PlatformAdministrator {
    private static final Logger LOG = Logger.getLogger(PlatformAdministrator.class);
    private static final String PASSWORD = "tenantry.bootstrap.admin.password";
    private static final Actor ACTOR = Actor.local("bootstrap");

    private final BootstrapConfig config;
    private final ControlPlane controlPlane;
    private final Users users;
    private final PasswordPolicy passwords;
    private final AuditLog audit;

    PlatformAdministrator(
            BootstrapConfig config,
            ControlPlane controlPlane,
            Users users,
            PasswordPolicy passwords,
            AuditLog audit) {
        this.config = config;
        this.controlPlane = controlPlane;
        this.users = users;
        this.passwords = passwords;
        this.audit = audit;
    }

    void atStart(@Observes @Priority(StartOrder.ACCOUNTS) StartupEvent start) {
        config.email().ifPresent(this::ensure);
    }

    /** Any number of replicas may do this at once: the address is unique. */
    void ensure(String email) {
        Optional<User> before = controlPlane.read(handle -> users.byEmail(handle, email));
        if (before.filter(this::isComplete).isPresent()) {
            return;
        }
        // Hashed outside the transaction: it takes tens of milliseconds.
        Optional<String> hash = config.password().map(password -> hash(password, email));
        controlPlane.useTransaction(handle -> complete(handle, email, hash));
        LOG.infof("platform administrator %s is ready", email);
    }

    /**
     * What an installation begins with is not to be the first that is guessed: no start with it.
     */
    private String hash(String password, String email) {
        try {
            return passwords.hash(password, PasswordOwner.of(email, config.name()));
        } catch (ProblemException refused) {
            throw new IllegalArgumentException(PASSWORD + ": " + refused.detail(), refused);
        }
    }

    private boolean isComplete(User user) {
        return Roles.PLATFORM_ADMIN.equals(user.platformRole())
                && (user.passwordHash() != null || config.password().isEmpty());
    }

    private void complete(Handle handle, String email, Optional<String> hash) {
        Instant now = controlPlane.now();
        NewUser wanted = new NewUser(email, config.name(), hash.orElse(null), Roles.PLATFORM_ADMIN);
        User user = users.findOrCreate(handle, wanted, now);
        if (!Roles.PLATFORM_ADMIN.equals(user.platformRole())) {
            users.setPlatformRole(handle, user.id(), Roles.PLATFORM_ADMIN, now);
        }
        hash.ifPresent(first -> users.setFirstPassword(handle, user.id(), first, now));
        audit.append(
                handle,
                new AuditEntry(ACTOR, null, "access.platform-admin", user.id(), null, null));
    }
}
