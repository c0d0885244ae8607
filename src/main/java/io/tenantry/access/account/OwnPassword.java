package io.tenantry.access.account;

import io.tenantry.access.Caller;
import io.tenantry.access.mail.Language;
import io.tenantry.access.mail.Letter;
import io.tenantry.access.mail.Mailing;
import io.tenantry.access.mail.Outbox;
import io.tenantry.access.mail.PublicAddress;
import io.tenantry.access.password.PasswordPolicy;
import io.tenantry.access.password.Passwords;
import io.tenantry.access.throttle.Throttle;
import io.tenantry.access.throttle.Throttles;
import io.tenantry.access.token.SessionRecords;
import io.tenantry.access.user.Credentials;
import io.tenantry.access.user.Memberships;
import io.tenantry.access.user.User;
import io.tenantry.access.user.Users;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.password.PasswordOwner;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The caller's password. */
@ApplicationScoped
public class OwnPassword {
    private final ControlPlane controlPlane;
    private final Users users;
    private final Credentials credentials;
    private final Memberships memberships;
    private final Passwords passwords;
    private final PasswordPolicy policy;
    private final SessionRecords sessions;
    private final Outbox outbox;
    private final PublicAddress address;
    private final Throttle throttle;
    private final AuditLog audit;

    OwnPassword(
            ControlPlane controlPlane,
            Users users,
            Credentials credentials,
            Memberships memberships,
            Passwords passwords,
            PasswordPolicy policy,
            SessionRecords sessions,
            Outbox outbox,
            PublicAddress address,
            Throttles throttles,
            AuditLog audit) {
        this.controlPlane = controlPlane;
        this.users = users;
        this.credentials = credentials;
        this.memberships = memberships;
        this.passwords = passwords;
        this.policy = policy;
        this.sessions = sessions;
        this.outbox = outbox;
        this.address = address;
        this.throttle = throttles.ofPasswords();
        this.audit = audit;
    }

    /**
     * Has the caller show that they know their password; does nothing if their account has none.
     *
     * @throws ProblemException {@code bad_credentials} or {@code too_many_attempts}; {@code
     *     sign_on_confined} for whom only an organisation's provider has spoken
     */
    public void demand(Caller caller, User user, @Nullable String password) {
        caller.demandOwnProof();
        if (user.passwordHash() == null) {
            return;
        }
        throttle.admit(user.email(), caller.address());
        if (password == null || !passwords.matches(password, user.passwordHash())) {
            controlPlane.useTransaction(handle -> append(handle, caller, "access.password-failed"));
            throw new ProblemException(
                    ErrorCode.BAD_CREDENTIALS,
                    "this is not the password of your account",
                    "Check it and try again.");
        }
        throttle.forgive(user.email(), caller.address());
    }

    /**
     * Gives the caller another password, and ends their sessions but the present one: whoever knew
     * the former may have begun them. They are told by mail.
     *
     * @throws ProblemException {@code bad_credentials}, {@code password_refused}, {@code
     *     too_many_attempts} or {@code changed_meanwhile}
     */
    void change(Caller caller, @Nullable String password, String newPassword, Language language) {
        User user = controlPlane.read(handle -> users.demandActive(handle, caller.userId()));
        demand(caller, user, password);
        String hash = policy.hash(newPassword, owner(user));
        controlPlane.useTransaction(handle -> {
            if (!credentials.changePassword(handle, user, hash, controlPlane.now())) {
                throw new ProblemException(
                        ErrorCode.CHANGED_MEANWHILE,
                        "your password has been changed meanwhile",
                        "Sign in with the new one.");
            }
            int ended = sessions.endAll(handle, user.id(), caller.session().orElse(""));
            append(handle, caller, "access.password-change");
            if (ended > 0) {
                append(handle, caller, "access.sessions-end");
            }
            outbox.put(
                    handle,
                    Mailing.to(
                            user.email(),
                            Letter.PASSWORD_CHANGED,
                            language,
                            Map.of("link", address.home())));
        });
    }

    private PasswordOwner owner(User user) {
        List<String> organisations =
                controlPlane.read(handle ->
                        memberships.of(handle, user.id()).stream()
                                .flatMap(each -> Stream.of(each.name(), each.slug()))
                                .toList());
        return new PasswordOwner(user.email(), user.name(), organisations);
    }

    private void append(Handle handle, Caller caller, String action) {
        audit.append(
                handle, new AuditEntry(caller.actor(), null, action, caller.userId(), null, null));
    }
}
