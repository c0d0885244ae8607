package io.tenantry.access.invitation;

import io.tenantry.access.Roles;
import io.tenantry.access.invitation.Arrival.Door;
import io.tenantry.access.invitation.Confirmations.Pending;
import io.tenantry.access.mail.Language;
import io.tenantry.access.mail.Languages;
import io.tenantry.access.mail.Letter;
import io.tenantry.access.mail.Mailing;
import io.tenantry.access.mail.Outbox;
import io.tenantry.access.mail.PublicAddress;
import io.tenantry.access.policy.AccessPolicies;
import io.tenantry.access.throttle.Throttle;
import io.tenantry.access.throttle.Throttles;
import io.tenantry.access.user.Assignment;
import io.tenantry.access.user.Email;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.controlplane.ControlPlane;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Has people show that an address is theirs, by a link that is sent there, before they come in by a
 * code or because of the address.
 */
@ApplicationScoped
class AddressProof {
    /** The page that the links lead to. */
    static final String PAGE = "confirmation";

    private final Confirmations confirmations;
    private final AccessPolicies policies;
    private final Outbox outbox;
    private final PublicAddress address;
    private final Languages languages;
    private final Throttle mails;
    private final Throttle guesses;
    private final InvitationConfig config;
    private final ControlPlane controlPlane;

    AddressProof(
            Confirmations confirmations,
            AccessPolicies policies,
            Outbox outbox,
            PublicAddress address,
            Languages languages,
            Throttles throttles,
            InvitationConfig config,
            ControlPlane controlPlane) {
        this.confirmations = confirmations;
        this.policies = policies;
        this.outbox = outbox;
        this.address = address;
        this.languages = languages;
        this.mails = throttles.ofMails("mail", config.attempts());
        this.guesses = throttles.of("confirmation", config.attempts());
        this.config = config;
        this.controlPlane = controlPlane;
    }

    /** Writes to whoever wants to come in by a code. */
    void ask(Invitation code, String typed, @Nullable String name, Visitor visitor) {
        String email = admit(typed, visitor);
        controlPlane.useTransaction(handle ->
                Organisation.find(handle, code.tenant().value())
                        .ifPresent(organisation ->
                                write(
                                        handle,
                                        organisation,
                                        Confirmations.pending(
                                                code.tenant(),
                                                code.id(),
                                                email,
                                                name,
                                                controlPlane.now(),
                                                controlPlane.now().plus(config.confirmation())),
                                        visitor)));
    }

    /** Writes to whoever wants to join because of their address, if the tenant takes such. */
    void ask(JoiningMessages.JoiningWish wish, Visitor visitor) {
        String email = admit(wish.email(), visitor);
        controlPlane.useTransaction(handle ->
                Organisation.find(handle, wish.tenant())
                        .filter(organisation -> takes(handle, organisation, email))
                        .ifPresent(organisation ->
                                write(
                                        handle,
                                        organisation,
                                        Confirmations.pending(
                                                organisation.id(),
                                                null,
                                                email,
                                                wish.name(),
                                                controlPlane.now(),
                                                controlPlane.now().plus(config.confirmation())),
                                        visitor)));
    }

    /** Each mail counts, whatever comes of it: nobody's mailbox is to be filled. */
    private String admit(String typed, Visitor visitor) {
        if (!Email.isWellFormed(typed)) {
            throw new ProblemException(
                    ErrorCode.VALIDATION_FAILED,
                    "email is not an address that mail can be sent to",
                    "Write it as in grace@acme.example.");
        }
        mails.admit(typed, visitor.address());
        return Email.normal(typed);
    }

    private boolean takes(Handle handle, Organisation organisation, String email) {
        return Email.domainOf(email)
                .filter(policies.of(handle, organisation.id()).domains()::contains)
                .isPresent();
    }

    private void write(Handle handle, Organisation organisation, Pending pending, Visitor visitor) {
        Secret secret = Secret.token();
        confirmations.insert(handle, pending, secret, controlPlane.now());
        String wished = policies.of(handle, organisation.id()).language();
        Language language =
                wished == null ? languages.accepted(visitor.languages()) : languages.first(wished);
        outbox.put(
                handle,
                Mailing.to(
                                pending.email(),
                                Letter.CONFIRMATION,
                                language,
                                Map.of(
                                        "tenant", organisation.name(),
                                        "hours", Long.toString(config.confirmation().toHours()),
                                        "link", address.link(PAGE, secret.text())))
                        .of(organisation.id(), pending.id()));
    }

    /**
     * Whoever a link was sent to.
     *
     * @throws ProblemException {@code link_invalid} or {@code link_expired}
     */
    Pending demandOpen(String token, Visitor visitor) {
        guesses.admit(token, visitor.address());
        Pending found =
                controlPlane
                        .read(handle -> confirmations.bySecret(handle, new Secret(token, false)))
                        .filter(pending -> !pending.used())
                        .orElseThrow(AddressProof::invalid);
        guesses.forgive(token, visitor.address());
        if (!found.expiresAt().isAfter(controlPlane.now())) {
            throw new ProblemException(
                    ErrorCode.LINK_EXPIRED,
                    "the link was good until " + found.expiresAt(),
                    "Ask to join once more.");
        }
        return found;
    }

    /** Uses the link up. */
    void use(Handle handle, Pending pending) {
        if (!confirmations.use(handle, pending.id(), controlPlane.now())) {
            throw invalid();
        }
    }

    /** The way in by an address, if the tenant still takes such. */
    Door doorOf(Handle handle, Pending pending) {
        Organisation organisation =
                Organisation.find(handle, pending.tenant().value())
                        .filter(found -> takes(handle, found, pending.email()))
                        .orElseThrow(AddressProof::invalid);
        return new Door(organisation, new Assignment(Roles.MEMBER, null), null);
    }

    private static ProblemException invalid() {
        return new ProblemException(
                ErrorCode.LINK_INVALID,
                "the link is not one of this service, or has been used",
                "Copy the whole link, or ask to join once more.");
    }
}
