package io.tenantry.access.token;

import io.tenantry.access.token.RefreshTokens.Family;
import io.tenantry.provisioning.controlplane.Columns;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Sessions as their owners see them; each method joins the caller's transaction. */
@ApplicationScoped
public class SessionRecords {
    private final ControlPlane controlPlane;
    private final Revocations revocations;

    SessionRecords(ControlPlane controlPlane, Revocations revocations) {
        this.controlPlane = controlPlane;
        this.revocations = revocations;
    }

    /** The sessions of a person that have neither ended nor expired, the one used last first. */
    public List<SessionRecord> of(Handle handle, String userId) {
        return handle.createQuery(
                        """
                        SELECT id, tenant_id, methods, address, client,
                            created_at, used_at, expires_at
                        FROM sessions
                        WHERE user_id = :user AND ended_at IS NULL AND expires_at > :now
                        ORDER BY used_at DESC, id DESC
                        """)
                .bind("user", userId)
                .bind("now", controlPlane.now())
                .map(SessionRecords::session)
                .list();
    }

    /** Ends one session of a person; whether there was one to end. */
    public boolean end(Handle handle, String userId, String session) {
        boolean theirs = of(handle, userId).stream().anyMatch(each -> each.id().equals(session));
        if (theirs) {
            end(handle, session, controlPlane.now());
        }
        return theirs;
    }

    /** Ends all sessions of a person in one tenant; how many there were. */
    public int endAll(Handle handle, String userId, TenantId tenant) {
        List<SessionRecord> ended =
                of(handle, userId).stream()
                        .filter(each -> tenant.value().equals(each.tenant()))
                        .toList();
        ended.forEach(each -> end(handle, each.id(), controlPlane.now()));
        return ended.size();
    }

    /** Ends all sessions of a person but one, if that is named; how many there were. */
    public int endAll(Handle handle, String userId, String exceptThis) {
        List<SessionRecord> ended =
                of(handle, userId).stream().filter(each -> !each.id().equals(exceptThis)).toList();
        ended.forEach(each -> end(handle, each.id(), controlPlane.now()));
        return ended.size();
    }

    /** How the person of a session has shown who they are; empty if it has ended. */
    public Optional<SignInMethods> methods(Handle handle, String session) {
        return handle.createQuery(
                        "SELECT methods FROM sessions WHERE id = :id AND ended_at IS NULL")
                .bind("id", session)
                .mapTo(String.class)
                .findOne()
                .map(SignInMethods::ofStored);
    }

    /** Notes that the person of a session has shown a second factor. */
    public void addFactor(Handle handle, String session) {
        methods(handle, session)
                .ifPresent(methods -> setMethods(handle, session, methods.andFactor()));
    }

    /** Has no session of a person count as one with a second factor any more. */
    public void removeFactor(Handle handle, String userId) {
        for (SessionRecord session : of(handle, userId)) {
            methods(handle, session.id())
                    .filter(SignInMethods::haveFactor)
                    .ifPresent(
                            methods -> setMethods(handle, session.id(), methods.withoutFactor()));
        }
    }

    private static void setMethods(Handle handle, String session, SignInMethods methods) {
        handle.createUpdate("UPDATE sessions SET methods = :methods WHERE id = :id")
                .bind("methods", methods.stored())
                .bind("id", session)
                .execute();
    }

    void begin(Handle handle, Family family, SessionOrigin origin, Instant now, Instant expiresAt) {
        TenantId tenant = family.tenant();
        handle.createUpdate(
                        """
                        INSERT INTO sessions
                            (id, user_id, tenant_id, methods, address, client,
                             created_at, used_at, expires_at)
                        VALUES
                            (:id, :user, :tenant, :methods, :address, :client,
                             :now, :now, :expires)
                        """)
                .bind("id", family.id())
                .bind("user", family.userId())
                .bind("tenant", tenant == null ? null : tenant.value())
                .bind("methods", family.methods().stored())
                .bind("address", origin.address())
                .bind("client", origin.client())
                .bind("now", now)
                .bind("expires", expiresAt)
                .execute();
    }

    void use(Handle handle, Family family, SessionOrigin origin, Instant now, Instant expiresAt) {
        handle.createUpdate(
                        """
                        UPDATE sessions
                        SET address = :address, client = :client, used_at = :now,
                            expires_at = :expires
                        WHERE id = :id
                        """)
                .bind("id", family.id())
                .bind("address", origin.address())
                .bind("client", origin.client())
                .bind("now", now)
                .bind("expires", expiresAt)
                .execute();
    }

    void end(Handle handle, String session, Instant now) {
        handle.createUpdate(
                        """
                        UPDATE refresh_tokens
                        SET revoked_at = :now
                        WHERE family_id = :session AND revoked_at IS NULL
                        """)
                .bind("now", now)
                .bind("session", session)
                .execute();
        handle.createUpdate(
                        "UPDATE sessions SET ended_at = :now WHERE id = :id AND ended_at IS NULL")
                .bind("now", now)
                .bind("id", session)
                .execute();
        revocations.add(handle, Revocation.ofSession(session));
    }

    private static SessionRecord session(ResultSet row, StatementContext context)
            throws SQLException {
        return new SessionRecord(
                row.getString("id"),
                row.getString("tenant_id"),
                SignInMethods.ofStored(row.getString("methods")),
                row.getString("address"),
                row.getString("client"),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "used_at"),
                Columns.instant(row, "expires_at"));
    }
}
