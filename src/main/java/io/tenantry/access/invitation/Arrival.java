package io.tenantry.access.invitation;

import io.tenantry.access.invitation.Identification.Person;
import io.tenantry.access.invitation.JoiningMessages.Joined;
import io.tenantry.access.invitation.JoiningMessages.JoinedOrganisation;
import io.tenantry.access.policy.AccessPolicies;
import io.tenantry.access.user.Assignment;
import io.tenantry.access.user.Joining;
import io.tenantry.access.user.User;
import io.tenantry.access.user.Users;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Makes somebody a member who may come in; it joins the caller's transaction. */
@ApplicationScoped
class Arrival {
    private final Joining joining;
    private final AccessPolicies policies;
    private final Users users;
    private final ApprovalNotices notices;
    private final AuditLog audit;
    private final ControlPlane controlPlane;

    Arrival(
            Joining joining,
            AccessPolicies policies,
            Users users,
            ApprovalNotices notices,
            AuditLog audit,
            ControlPlane controlPlane) {
        this.joining = joining;
        this.policies = policies;
        this.users = users;
        this.notices = notices;
        this.audit = audit;
        this.controlPlane = controlPlane;
    }

    /**
     * Somebody who is there.
     *
     * @param email of a newcomer; null for somebody who has an account
     * @param name of a newcomer, or null
     * @param address where they call from
     */
    record Guest(Person person, @Nullable String email, @Nullable String name, String address) {
        @Override
        public String toString() {
            return "Guest[]";
        }
    }

    /**
     * The way by which they come.
     *
     * @param subject the id of the invitation, or null
     */
    record Door(Organisation organisation, Assignment assignment, @Nullable String subject) {}

    /** Lets them in, or has them wait for approval, as the policy says. */
    Joined letIn(Handle handle, Guest guest, Door door) {
        Instant now = controlPlane.now();
        Organisation organisation = door.organisation();
        User user = user(handle, guest, now);
        boolean approval = policies.of(handle, organisation.id()).approvalRequired();
        String state = approval ? Joining.PENDING : Joining.ACTIVE;
        joining.join(handle, organisation.id(), user.id(), door.assignment(), state, now);
        if (approval) {
            notices.waits(handle, organisation, user);
        }
        audit.append(
                handle,
                new AuditEntry(
                        new Actor(user.id(), guest.address()),
                        organisation.id(),
                        "member.join",
                        user.id(),
                        null,
                        new Arrived(
                                door.assignment().role(),
                                door.assignment().department(),
                                state,
                                door.subject())));
        return new Joined(state, JoinedOrganisation.of(organisation));
    }

    private User user(Handle handle, Guest guest, Instant now) {
        return switch (guest.person()) {
            case Person.Known(String id) ->
                    users.byId(handle, id)
                            .filter(User::active)
                            .orElseThrow(Identification::badCredentials);
            case Person.Newcomer(String hash) -> newcomer(handle, guest, hash, now);
        };
    }

    private User newcomer(Handle handle, Guest guest, String hash, Instant now) {
        String email = Objects.requireNonNull(guest.email());
        String name = guest.name();
        String called = name == null || name.isBlank() ? email : name.strip();
        User user = joining.account(handle, email, called, hash, now);
        // Somebody may have chosen a password for it meanwhile.
        if (user.passwordHash() != null && !user.passwordHash().equals(hash)) {
            throw Identification.badCredentials();
        }
        return user;
    }

    /** What the audit log says of it. */
    private record Arrived(
            String role, @Nullable String department, String state, @Nullable String invitation) {}
}
