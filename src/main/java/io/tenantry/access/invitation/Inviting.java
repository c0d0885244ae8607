package io.tenantry.access.invitation;

import io.tenantry.access.Permissions;
import io.tenantry.access.invitation.Invitations.Secured;
import io.tenantry.access.mail.Language;
import io.tenantry.access.mail.Languages;
import io.tenantry.access.mail.Letter;
import io.tenantry.access.mail.Mailing;
import io.tenantry.access.mail.Outbox;
import io.tenantry.access.mail.PublicAddress;
import io.tenantry.access.policy.AccessPolicies;
import io.tenantry.access.user.Assignment;
import io.tenantry.access.user.Standing;
import io.tenantry.access.user.Standings;
import io.tenantry.access.user.User;
import io.tenantry.access.user.Users;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.Ulid;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Makes invitations and writes their mails; each method joins the caller's transaction. */
@ApplicationScoped
class Inviting {
    /** The page that links in invitations lead to. */
    static final String PAGE = "invitation";

    private final Invitations invitations;
    private final Outbox outbox;
    private final PublicAddress address;
    private final AccessPolicies policies;
    private final Languages languages;
    private final Standings standings;
    private final Users users;
    private final ControlPlane controlPlane;

    Inviting(
            Invitations invitations,
            Outbox outbox,
            PublicAddress address,
            AccessPolicies policies,
            Languages languages,
            Standings standings,
            Users users,
            ControlPlane controlPlane) {
        this.invitations = invitations;
        this.outbox = outbox;
        this.address = address;
        this.policies = policies;
        this.languages = languages;
        this.standings = standings;
        this.users = users;
        this.controlPlane = controlPlane;
    }

    /**
     * On what terms people are invited.
     *
     * @param language null for the organisation's
     */
    record Terms(@Nullable String language, int days) {}

    /** What whoever invites may do, while nobody changes it. */
    Standing enter(Handle handle, Inviter by) {
        standings.lock(handle, by.tenant());
        return standings.require(handle, by.tenant(), by.userId(), Permissions.INVITATION_CREATE);
    }

    /** Invites people, each by a mail of their own. */
    List<Invitation> invite(Handle handle, Inviter by, List<Invitee> invitees, Terms terms) {
        Language language = language(handle, by, terms.language());
        Instant now = controlPlane.now();
        List<Secured> secured =
                invitees.stream().map(each -> invitation(by, each, language, terms, now)).toList();
        invitations.insert(handle, secured);
        outbox.put(handle, mailings(handle, secured, terms.days()));
        return secured.stream().map(Secured::invitation).toList();
    }

    /** Makes a code. */
    Secured code(Handle handle, Inviter by, Assignment assignment, int uses, Terms terms) {
        Instant now = controlPlane.now();
        Invitation invitation =
                new Invitation(
                        Ulid.at(now),
                        by.tenant(),
                        null,
                        null,
                        assignment,
                        language(handle, by, terms.language()),
                        uses,
                        0,
                        0,
                        null,
                        by.userId(),
                        now,
                        now.plus(Duration.ofDays(terms.days())),
                        false);
        Secured made = new Secured(invitation, Secret.code());
        invitations.insert(handle, List.of(made));
        return made;
    }

    /** Sends an invitation again, with a link in the place of the one before. */
    void again(Handle handle, Invitation invitation, int days) {
        Secret secret = Secret.token();
        Instant now = controlPlane.now();
        invitations.renew(handle, invitation.id(), secret, now, now.plus(Duration.ofDays(days)));
        outbox.withdraw(handle, invitation.id());
        outbox.put(handle, mailings(handle, List.of(new Secured(invitation, secret)), days));
    }

    private static Secured invitation(
            Inviter by, Invitee invitee, Language language, Terms terms, Instant now) {
        return new Secured(
                new Invitation(
                        Ulid.at(now),
                        by.tenant(),
                        invitee.email(),
                        invitee.name(),
                        invitee.assignment(),
                        language,
                        1,
                        0,
                        1,
                        now,
                        by.userId(),
                        now,
                        now.plus(Duration.ofDays(terms.days())),
                        false),
                Secret.token());
    }

    /** All of one tenant and one inviter. */
    private List<Mailing> mailings(Handle handle, List<Secured> all, int days) {
        List<Mailing> mailings = new ArrayList<>();
        if (all.isEmpty()) {
            return mailings;
        }
        Invitation first = all.getFirst().invitation();
        Organisation.Named named = Organisation.named(handle, first.tenant());
        String tenant = named.name();
        String inviter = users.byId(handle, first.invitedBy()).map(User::name).orElse(tenant);
        for (Secured each : all) {
            Invitation invitation = each.invitation();
            String email = invitation.email();
            if (email != null) {
                Map<String, String> values =
                        Map.of(
                                "tenant",
                                tenant,
                                "inviter",
                                inviter,
                                "days",
                                Integer.toString(days),
                                "link",
                                address.link(PAGE, each.secret().text()));
                Mailing mailing =
                        Mailing.to(email, Letter.INVITATION, invitation.language(), values)
                                .of(invitation.tenant(), invitation.id());
                mailings.add(named.open() ? mailing : mailing.onceOpened());
            }
        }
        return mailings;
    }

    private Language language(Handle handle, Inviter by, @Nullable String wished) {
        return languages.first(wished, policies.of(handle, by.tenant()).language());
    }
}
