package io.tenantry.access.invitation;

import io.tenantry.access.invitation.JoiningMessages.Look;
import io.tenantry.access.user.Assignment;
import io.tenantry.access.user.Email;
import io.tenantry.provisioning.controlplane.ControlPlane;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Tells whoever has the secret of an invitation what it is for. */
@ApplicationScoped
class Looking {
    private final Accepting accepting;
    private final ControlPlane controlPlane;

    Looking(Accepting accepting, ControlPlane controlPlane) {
        this.accepting = accepting;
        this.controlPlane = controlPlane;
    }

    Look at(Secret secret, Visitor visitor) {
        Invitation invitation = accepting.demandOpen(secret, visitor);
        return controlPlane.read(handle -> look(handle, invitation));
    }

    private static Look look(Handle handle, Invitation invitation) {
        Organisation organisation =
                Organisation.find(handle, invitation.tenant().value())
                        .orElseThrow(Accepting::notFound);
        Assignment assignment = invitation.assignment();
        String role = assignment.role();
        String email = invitation.email();
        return new Look(
                organisation.name(),
                invitation.isCode() ? "code" : "mail",
                role,
                name(handle, "roles", role).orElse(role),
                department(handle, assignment.department()),
                email == null ? null : Email.masked(email),
                invitation.expiresAt());
    }

    private static @Nullable String department(Handle handle, @Nullable String id) {
        return id == null ? null : name(handle, "departments", id).orElse(null);
    }

    private static Optional<String> name(Handle handle, String table, String id) {
        return handle.createQuery("SELECT name FROM <table> WHERE id = :id")
                .define("table", table)
                .bind("id", id)
                .mapTo(String.class)
                .findOne();
    }
}
