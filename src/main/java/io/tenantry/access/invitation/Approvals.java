package io.tenantry.access.invitation;

import io.tenantry.access.Permissions;
import io.tenantry.access.mail.Languages;
import io.tenantry.access.mail.Letter;
import io.tenantry.access.mail.Mailing;
import io.tenantry.access.mail.Outbox;
import io.tenantry.access.mail.PublicAddress;
import io.tenantry.access.policy.AccessPolicies;
import io.tenantry.access.user.Assignment;
import io.tenantry.access.user.Granting;
import io.tenantry.access.user.Joining;
import io.tenantry.access.user.Standing;
import io.tenantry.access.user.Standings;
import io.tenantry.access.user.User;
import io.tenantry.access.user.Users;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.Ulid;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What is done with people who wait for approval. */
@ApplicationScoped
class Approvals {
    private final Joining joining;
    private final Standings standings;
    private final Granting granting;
    private final AccessPolicies policies;
    private final Languages languages;
    private final Users users;
    private final Outbox outbox;
    private final PublicAddress address;
    private final AuditLog audit;
    private final ControlPlane controlPlane;

    Approvals(
            Joining joining,
            Standings standings,
            Granting granting,
            AccessPolicies policies,
            Languages languages,
            Users users,
            Outbox outbox,
            PublicAddress address,
            AuditLog audit,
            ControlPlane controlPlane) {
        this.joining = joining;
        this.standings = standings;
        this.granting = granting;
        this.policies = policies;
        this.languages = languages;
        this.users = users;
        this.outbox = outbox;
        this.address = address;
        this.audit = audit;
        this.controlPlane = controlPlane;
    }

    void approve(Inviter by, String userId) {
        controlPlane.useTransaction(handle -> {
            Assignment waiting = demandWaiting(handle, by, userId);
            joining.approve(handle, by.tenant(), userId, controlPlane.now());
            audit(handle, by, "member.approve", userId, waiting);
            users.byId(handle, userId).ifPresent(user -> welcome(handle, by, user));
        });
    }

    void refuse(Inviter by, String userId) {
        controlPlane.useTransaction(handle -> {
            Assignment waiting = demandWaiting(handle, by, userId);
            joining.refuse(handle, by.tenant(), userId, controlPlane.now());
            audit(handle, by, "member.refuse", userId, waiting);
        });
    }

    private Assignment demandWaiting(Handle handle, Inviter by, String userId) {
        standings.lock(handle, by.tenant());
        Standing standing =
                standings.require(handle, by.tenant(), by.userId(), Permissions.MEMBER_APPROVE);
        Assignment waiting =
                Optional.of(userId)
                        .filter(Ulid::isValid)
                        .flatMap(id -> joining.waiting(handle, by.tenant(), id))
                        .orElseThrow(Approvals::nobody);
        granting.demand(handle, standing, waiting);
        return waiting;
    }

    private void welcome(Handle handle, Inviter by, User user) {
        Organisation organisation = Organisation.find(handle, by.tenant().value()).orElseThrow();
        outbox.put(
                handle,
                Mailing.to(
                                user.email(),
                                Letter.WELCOME,
                                languages.first(policies.of(handle, by.tenant()).language()),
                                Map.of(
                                        "tenant",
                                        organisation.name(),
                                        "link",
                                        address.page("/t/" + organisation.slug())))
                        .of(by.tenant(), null));
    }

    private void audit(
            Handle handle, Inviter by, String action, String userId, Assignment waiting) {
        audit.append(
                handle, new AuditEntry(by.actor(), by.tenant(), action, userId, waiting, null));
    }

    private static ProblemException nobody() {
        return new ProblemException(
                ErrorCode.MEMBER_NOT_FOUND,
                "nobody of this id waits for approval",
                "Compare with the members in state pending.");
    }
}
