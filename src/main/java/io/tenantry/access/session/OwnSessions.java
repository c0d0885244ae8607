package io.tenantry.access.session;

import io.tenantry.access.Caller;
import io.tenantry.access.session.SessionAnswers.SessionTenant;
import io.tenantry.access.session.SessionAnswers.SessionView;
import io.tenantry.access.token.Revocation;
import io.tenantry.access.token.Revocations;
import io.tenantry.access.token.SessionRecord;
import io.tenantry.access.token.SessionRecords;
import io.tenantry.access.user.Credentials;
import io.tenantry.access.user.Users;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The caller's sessions. */
@ApplicationScoped
class OwnSessions {
    private final ControlPlane controlPlane;
    private final SessionRecords records;
    private final Revocations revocations;
    private final Users users;
    private final Credentials credentials;
    private final AuditLog audit;

    OwnSessions(
            ControlPlane controlPlane,
            SessionRecords records,
            Revocations revocations,
            Users users,
            Credentials credentials,
            AuditLog audit) {
        this.controlPlane = controlPlane;
        this.records = records;
        this.revocations = revocations;
        this.users = users;
        this.credentials = credentials;
        this.audit = audit;
    }

    List<SessionView> list(Caller caller) {
        String current = caller.session().orElse("");
        return controlPlane.read(handle -> {
            users.demandActive(handle, caller.userId());
            List<SessionRecord> sessions = reached(handle, caller);
            Map<String, SessionTenant> tenants = tenants(handle, sessions);
            return sessions.stream()
                    .map(session ->
                            SessionView.of(
                                    session,
                                    session.tenant() == null ? null : tenants.get(session.tenant()),
                                    session.id().equals(current)))
                    .toList();
        });
    }

    /** All of them; by sign-on those in its tenant, wherever the person is signed in besides. */
    private List<SessionRecord> reached(Handle handle, Caller caller) {
        return records.of(handle, caller.userId()).stream()
                .filter(session ->
                        !caller.isBySignOn()
                                || caller.tenantId().equals(Optional.ofNullable(session.tenant())))
                .toList();
    }

    private boolean isReached(Handle handle, Caller caller, String session) {
        return reached(handle, caller).stream().anyMatch(each -> each.id().equals(session));
    }

    private static Map<String, SessionTenant> tenants(Handle handle, List<SessionRecord> sessions) {
        Set<String> ids =
                sessions.stream()
                        .map(SessionRecord::tenant)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet());
        Map<String, SessionTenant> tenants = new HashMap<>();
        if (!ids.isEmpty()) {
            handle.createQuery("SELECT id, slug, name FROM tenants WHERE id IN (<ids>)")
                    .bindList("ids", List.copyOf(ids))
                    .map((row, _) ->
                            new SessionTenant(
                                    row.getString("id"),
                                    row.getString("slug"),
                                    row.getString("name")))
                    .forEach(tenant -> tenants.put(tenant.id(), tenant));
        }
        return tenants;
    }

    /**
     * Ends one.
     *
     * @throws ProblemException {@code session_not_found}, also if it is somebody else's
     */
    void end(Caller caller, String session) {
        controlPlane.useTransaction(handle -> {
            if (!isReached(handle, caller, session)
                    || !records.end(handle, caller.userId(), session)) {
                throw new ProblemException(
                        ErrorCode.SESSION_NOT_FOUND,
                        "you have no session with this id",
                        "Choose one that GET /api/v1/me/sessions lists.");
            }
            append(handle, caller, "access.session-end", Map.of("session", session));
        });
    }

    /** Ends all but the one that the call is made with; how many there were. */
    int endOthers(Caller caller) {
        caller.demandOwnProof();
        return controlPlane.inTransaction(handle -> {
            users.demandActive(handle, caller.userId());
            int ended = records.endAll(handle, caller.userId(), caller.session().orElse(""));
            append(handle, caller, "access.sessions-end", Map.of("ended", ended));
            return ended;
        });
    }

    /** Ends all, and voids every token that was ever given to the caller. */
    int endAll(Caller caller) {
        caller.demandOwnProof();
        return controlPlane.inTransaction(handle -> {
            users.demandActive(handle, caller.userId());
            // First, so that a sign-in at this moment is ended too, or comes after.
            int version = credentials.raiseVersion(handle, caller.userId(), controlPlane.now());
            int ended = records.endAll(handle, caller.userId(), "");
            revocations.add(handle, Revocation.ofUser(caller.userId(), version));
            append(handle, caller, "access.sign-out-everywhere", Map.of("ended", ended));
            return ended;
        });
    }

    private void append(Handle handle, Caller caller, String action, @Nullable Object after) {
        audit.append(
                handle, new AuditEntry(caller.actor(), null, action, caller.userId(), null, after));
    }
}
