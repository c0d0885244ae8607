package io.tenantry.access.account;

import io.tenantry.access.Caller;
import io.tenantry.access.user.User;
import io.tenantry.access.user.Users;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** What the caller is called, in all of their organisations. */
@ApplicationScoped
public class OwnName {
    private final ControlPlane controlPlane;
    private final Users users;
    private final AuditLog audit;

    OwnName(ControlPlane controlPlane, Users users, AuditLog audit) {
        this.controlPlane = controlPlane;
        this.users = users;
        this.audit = audit;
    }

    /**
     * Gives the caller another name, in the caller's transaction.
     *
     * @throws io.tenantry.problem.ProblemException {@code sign_on_confined} for whom only an
     *     organisation's provider has spoken; {@code permission_denied} for a guest of support
     */
    public void change(Handle handle, Caller caller, String wanted) {
        caller.demandOwnProof();
        User user = users.demandActive(handle, caller.userId());
        String name = wanted.strip();
        if (name.equals(user.name())) {
            return;
        }
        users.rename(handle, user.id(), name, controlPlane.now());
        audit.append(
                handle,
                new AuditEntry(
                        caller.actor(),
                        null,
                        "access.name-change",
                        user.id(),
                        Map.of("name", user.name()),
                        Map.of("name", name)));
    }
}
