package io.tenantry.access.invitation;

import io.tenantry.access.Permissions;
import io.tenantry.access.invitation.Arrival.Door;
import io.tenantry.access.invitation.Arrival.Guest;
import io.tenantry.access.invitation.Confirmations.Pending;
import io.tenantry.access.invitation.Identification.Claim;
import io.tenantry.access.invitation.Identification.Person;
import io.tenantry.access.invitation.JoiningMessages.Acceptance;
import io.tenantry.access.invitation.JoiningMessages.Confirmed;
import io.tenantry.access.invitation.JoiningMessages.Joined;
import io.tenantry.access.throttle.Throttle;
import io.tenantry.access.throttle.Throttles;
import io.tenantry.access.user.Granting;
import io.tenantry.access.user.Standings;
import io.tenantry.access.user.User;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Lets people in who are invited. */
@ApplicationScoped
class Accepting {
    private final Invitations invitations;
    private final Identification identification;
    private final Arrival arrival;
    private final AddressProof proof;
    private final Standings standings;
    private final Granting granting;
    private final Throttle guesses;
    private final ControlPlane controlPlane;

    Accepting(
            Invitations invitations,
            Identification identification,
            Arrival arrival,
            AddressProof proof,
            Standings standings,
            Granting granting,
            Throttles throttles,
            InvitationConfig config,
            ControlPlane controlPlane) {
        this.invitations = invitations;
        this.identification = identification;
        this.arrival = arrival;
        this.proof = proof;
        this.standings = standings;
        this.granting = granting;
        this.guesses = throttles.of("invitation", config.attempts());
        this.controlPlane = controlPlane;
    }

    /**
     * The invitation of a secret, which is open.
     *
     * @throws ProblemException {@code invitation_not_found}, and to whoever has the right secret
     *     {@code invitation_expired}, {@code invitation_revoked} or {@code invitation_used}
     */
    Invitation demandOpen(Secret secret, Visitor visitor) {
        guesses.admit(secret.text(), visitor.address());
        Invitation found =
                controlPlane
                        .read(handle -> invitations.bySecret(handle, secret))
                        .orElseThrow(Accepting::notFound);
        guesses.forgive(secret.text(), visitor.address());
        demandOpen(found);
        return found;
    }

    Joined accept(Acceptance wish, Visitor visitor) {
        Secret secret = wish.secret();
        Invitation invitation = demandOpen(secret, visitor);
        String email = invitation.email();
        if (email == null) {
            return acceptCode(invitation, wish, visitor);
        }
        String name = wish.name() == null ? invitation.name() : wish.name();
        Person person =
                identification.ownerOf(
                        new Claim(email, name, wish.password()),
                        organisation(invitation.tenant()),
                        visitor);
        return enter(invitation, new Guest(person, email, name, visitor.address()), secret);
    }

    private Joined acceptCode(Invitation invitation, Acceptance wish, Visitor visitor) {
        Optional<User> signedIn = identification.signedIn(visitor);
        String email = wish.email();
        if (signedIn.isPresent()) {
            return enter(invitation, known(signedIn.get(), visitor), wish.secret());
        }
        if (email == null) {
            throw new ProblemException(
                    ErrorCode.VALIDATION_FAILED,
                    "email is needed",
                    "Sign in, or send the address that you want to join with.");
        }
        if (wish.password() == null) {
            proof.ask(invitation, email, wish.name(), visitor);
            return Joined.UNCONFIRMED;
        }
        User user = identification.byPassword(email, wish.password(), visitor);
        return enter(invitation, known(user, visitor), wish.secret());
    }

    private static Guest known(User user, Visitor visitor) {
        return new Guest(new Person.Known(user.id()), null, null, visitor.address());
    }

    private Joined enter(Invitation invitation, Guest guest, Secret secret) {
        return controlPlane.inTransaction(handle -> {
            standings.lock(handle, invitation.tenant());
            // Another link may have taken the place of this one meanwhile.
            Invitation now =
                    invitations
                            .bySecret(handle, secret)
                            .filter(found -> found.id().equals(invitation.id()))
                            .orElseThrow(Accepting::notFound);
            return use(handle, now, guest);
        });
    }

    /**
     * Somebody has shown that an address is theirs, and comes in by it or by the code they know.
     */
    Joined confirm(Confirmed wish, Visitor visitor) {
        Pending pending = proof.demandOpen(wish.token(), visitor);
        String name = wish.name() == null ? pending.name() : wish.name();
        Person person =
                identification.ownerOf(
                        new Claim(pending.email(), name, wish.password()),
                        organisation(pending.tenant()),
                        visitor);
        Guest guest = new Guest(person, pending.email(), name, visitor.address());
        return controlPlane.inTransaction(handle -> {
            standings.lock(handle, pending.tenant());
            proof.use(handle, pending);
            String code = pending.invitation();
            if (code == null) {
                return arrival.letIn(handle, guest, proof.doorOf(handle, pending));
            }
            Invitation invitation =
                    invitations
                            .lock(handle, pending.tenant(), code)
                            .orElseThrow(Accepting::notFound);
            return use(handle, invitation, guest);
        });
    }

    private Organisation organisation(TenantId tenant) {
        return controlPlane
                .read(handle -> Organisation.find(handle, tenant.value()))
                .orElseThrow(Accepting::notFound);
    }

    private Joined use(Handle handle, Invitation invitation, Guest guest) {
        demandOpen(invitation);
        demandStillGranted(handle, invitation);
        if (!invitations.use(handle, invitation.id(), controlPlane.now())) {
            throw over(InvitationState.ACCEPTED);
        }
        Organisation organisation =
                Organisation.find(handle, invitation.tenant().value())
                        .orElseThrow(Accepting::notFound);
        return arrival.letIn(
                handle, guest, new Door(organisation, invitation.assignment(), invitation.id()));
    }

    /** Whoever invited may have left meanwhile, or have lost what they gave. */
    private void demandStillGranted(Handle handle, Invitation invitation) {
        boolean granted =
                standings
                        .find(handle, invitation.tenant(), invitation.invitedBy())
                        .filter(by -> by.permits(Permissions.INVITATION_CREATE))
                        .filter(by ->
                                granting.refusal(handle, by, invitation.assignment()).isEmpty())
                        .isPresent();
        if (!granted) {
            throw over(InvitationState.REVOKED);
        }
    }

    private void demandOpen(Invitation invitation) {
        InvitationState state = invitation.state(controlPlane.now());
        if (state != InvitationState.OPEN) {
            throw over(state);
        }
    }

    private static ProblemException over(InvitationState state) {
        ErrorCode code =
                switch (state) {
                    case OPEN, ACCEPTED -> ErrorCode.INVITATION_USED;
                    case EXPIRED -> ErrorCode.INVITATION_EXPIRED;
                    case REVOKED -> ErrorCode.INVITATION_REVOKED;
                };
        return new ProblemException(
                code,
                code.title().toLowerCase(Locale.ROOT),
                "Ask whoever invited you for another invitation.");
    }

    static ProblemException notFound() {
        return new ProblemException(
                ErrorCode.INVITATION_NOT_FOUND,
                "there is no such invitation",
                "Copy the whole link, or check the code. A newer mail makes older links void.");
    }
}
