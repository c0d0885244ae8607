package io.tenantry.access.recovery;

import io.tenantry.access.OneTimeSecret;
import io.tenantry.access.mail.Letter;
import io.tenantry.access.mail.Mailing;
import io.tenantry.access.mail.Outbox;
import io.tenantry.access.mail.PublicAddress;
import io.tenantry.access.password.PasswordPolicy;
import io.tenantry.access.recovery.PasswordResets.PasswordReset;
import io.tenantry.access.recovery.RecoveryMessages.Reset;
import io.tenantry.access.throttle.Throttle;
import io.tenantry.access.throttle.Throttles;
import io.tenantry.access.token.SessionRecords;
import io.tenantry.access.user.Credentials;
import io.tenantry.access.user.Email;
import io.tenantry.access.user.Memberships;
import io.tenantry.access.user.User;
import io.tenantry.access.user.Users;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.password.PasswordOwner;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Lets people choose another password who have forgotten theirs and read their mail. */
@ApplicationScoped
class Recovering {
    private static final String NOBODY = "anonymous";

    /** The page that the links lead to. */
    private static final String PAGE = "password";

    private static final Duration LIFETIME = Duration.ofMinutes(30);
    private static final int MOST_ATTEMPTS = 5;

    private final PasswordResets resets;
    private final PasswordPolicy policy;
    private final Credentials credentials;
    private final Users users;
    private final Memberships memberships;
    private final SessionRecords sessions;
    private final Outbox outbox;
    private final PublicAddress address;
    private final Throttle mails;
    private final Throttle guesses;
    private final AuditLog audit;
    private final ControlPlane controlPlane;

    Recovering(
            PasswordResets resets,
            PasswordPolicy policy,
            Credentials credentials,
            Users users,
            Memberships memberships,
            SessionRecords sessions,
            Outbox outbox,
            PublicAddress address,
            Throttles throttles,
            AuditLog audit,
            ControlPlane controlPlane) {
        this.resets = resets;
        this.policy = policy;
        this.credentials = credentials;
        this.users = users;
        this.memberships = memberships;
        this.sessions = sessions;
        this.outbox = outbox;
        this.address = address;
        this.mails = throttles.ofMails("password-reset", MOST_ATTEMPTS);
        this.guesses = throttles.of("password-reset-link", MOST_ATTEMPTS);
        this.audit = audit;
        this.controlPlane = controlPlane;
    }

    /** Sends a link to an address, if it has an account; whether it has changes nothing here. */
    void forgotten(String typed, Visitor visitor) {
        mails.admit(typed, visitor.address());
        String email = Email.normal(typed);
        controlPlane.useTransaction(handle -> {
            Instant now = controlPlane.now();
            String token = OneTimeSecret.token();
            resets.insert(handle, email, token, now, now.plus(LIFETIME));
            outbox.put(handle, letter(email, token, visitor));
            audit.append(
                    handle,
                    new AuditEntry(
                            new Actor(NOBODY, visitor.address()),
                            null,
                            "access.password-forgotten",
                            users.byEmail(handle, email).map(User::id).orElse(null),
                            null,
                            null));
        });
    }

    private Mailing letter(String email, String token, Visitor visitor) {
        return Mailing.to(
                        email,
                        Letter.PASSWORD_RESET,
                        visitor.language(),
                        Map.of(
                                "minutes", Long.toString(LIFETIME.toMinutes()),
                                "link", address.link(PAGE, token)))
                .toAccountsOnly();
    }

    void reset(Reset wish, Visitor visitor) {
        guesses.admit(wish.token(), visitor.address());
        PasswordReset found =
                controlPlane
                        .read(handle -> resets.byToken(handle, wish.token()))
                        .filter(reset -> !reset.used())
                        .orElseThrow(Recovering::invalid);
        guesses.forgive(wish.token(), visitor.address());
        if (!found.expiresAt().isAfter(controlPlane.now())) {
            throw new ProblemException(
                    ErrorCode.LINK_EXPIRED,
                    "the link was good until " + found.expiresAt(),
                    "Ask for another one.");
        }
        User user =
                controlPlane
                        .read(handle -> users.byEmail(handle, found.email()))
                        .filter(User::active)
                        .orElseThrow(Recovering::invalid);
        // Hashed outside the transaction: it takes tens of milliseconds.
        String hash = policy.hash(wish.password(), owner(user));
        controlPlane.useTransaction(handle -> reset(handle, found, user, hash, visitor));
    }

    private PasswordOwner owner(User user) {
        List<String> organisations =
                controlPlane.read(handle ->
                        memberships.of(handle, user.id()).stream()
                                .flatMap(each -> Stream.of(each.name(), each.slug()))
                                .toList());
        return new PasswordOwner(user.email(), user.name(), organisations);
    }

    /** Sets the password, ends the sessions that the former one began, and tells the owner. */
    private void reset(Handle handle, PasswordReset link, User user, String hash, Visitor visitor) {
        Instant now = controlPlane.now();
        if (!resets.use(handle, link.id(), now)
                || !credentials.changePassword(handle, user, hash, now)) {
            throw invalid();
        }
        resets.voidAll(handle, link.email(), now);
        int ended = sessions.endAll(handle, user.id(), "");
        audit.append(
                handle,
                new AuditEntry(
                        new Actor(user.id(), visitor.address()),
                        null,
                        "access.password-reset",
                        user.id(),
                        null,
                        Map.of("endedSessions", ended)));
        outbox.put(
                handle,
                Mailing.to(
                        user.email(),
                        Letter.PASSWORD_CHANGED,
                        visitor.language(),
                        Map.of("link", address.home())));
    }

    private static ProblemException invalid() {
        return new ProblemException(
                ErrorCode.LINK_INVALID,
                "the link is not one of this service, or has been used",
                "Copy the whole link, or ask for another one.");
    }
}
