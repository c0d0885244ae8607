package io.tenantry.access.invitation;

import io.tenantry.access.mail.Language;
import io.tenantry.access.user.Assignment;
import io.tenantry.provisioning.controlplane.Columns;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The invitations in the control plane; each method joins the caller's transaction. */
@ApplicationScoped
class Invitations {
    private static final String SELECT =
            """
            SELECT id, tenant_id, email, name, role, department_id, language, most_uses, uses,
                sends, sent_at, invited_by, created_at, expires_at, revoked_at
            FROM invitations
            """;

    /** An invitation with its secret, of which only the hash is kept. */
    record Secured(Invitation invitation, Secret secret) {}

    /**
     * Which invitations are wanted.
     *
     * @param state null for any
     * @param within the departments that they are for; null for those of the whole tenant
     */
    record Wanted(@Nullable InvitationState state, @Nullable Set<String> within) {
        String condition() {
            return state == null ? ":now IS NOT NULL" : state.condition() + " AND :now IS NOT NULL";
        }
    }

    void insert(Handle handle, List<Secured> all) {
        try (PreparedBatch batch =
                handle.prepareBatch(
                        """
                        INSERT INTO invitations
                            (id, tenant_id, email, name, role, department_id, language,
                             secret_hash, most_uses, sends, sent_at, invited_by, created_at,
                             expires_at)
                        VALUES
                            (:id, :tenant, :email, :name, :role, :department, :language, :hash,
                             :mostUses, :sends, :sentAt, :invitedBy, :createdAt, :expiresAt)
                        """)) {
            for (Secured each : all) {
                bind(batch, each.invitation()).bind("hash", each.secret().hash()).add();
            }
            batch.execute();
        }
    }

    private static PreparedBatch bind(PreparedBatch batch, Invitation invitation) {
        return batch.bind("id", invitation.id())
                .bind("tenant", invitation.tenant().value())
                .bind("email", invitation.email())
                .bind("name", invitation.name())
                .bind("role", invitation.assignment().role())
                .bind("department", invitation.assignment().department())
                .bind("language", invitation.language().tag())
                .bind("mostUses", invitation.mostUses())
                .bind("sends", invitation.sends())
                .bind("sentAt", invitation.sentAt())
                .bind("invitedBy", invitation.invitedBy())
                .bind("createdAt", invitation.createdAt())
                .bind("expiresAt", invitation.expiresAt());
    }

    /** A tenant's invitations, newest first. */
    List<Invitation> list(
            Handle handle,
            TenantId tenant,
            Wanted wanted,
            Instant now,
            @Nullable String before,
            int limit) {
        Set<String> within = wanted.within();
        return handle.createQuery(
                        SELECT
                                + """
                                WHERE tenant_id = :tenant
                                  AND (:before IS NULL OR id < :before)
                                  AND (:everywhere OR department_id IN (<within>))
                                  AND <state>
                                ORDER BY id DESC
                                LIMIT :limit
                                """)
                .define("state", wanted.condition())
                .bind("tenant", tenant.value())
                .bind("before", before)
                .bind("everywhere", within == null)
                .bindList("within", within == null || within.isEmpty() ? Set.of("") : within)
                .bind("now", now)
                .bind("limit", limit)
                .map(Invitations::invitation)
                .list();
    }

    Optional<Invitation> lock(Handle handle, TenantId tenant, String id) {
        return one(handle, tenant, id, " FOR UPDATE");
    }

    Optional<Invitation> find(Handle handle, TenantId tenant, String id) {
        return one(handle, tenant, id, "");
    }

    private static Optional<Invitation> one(
            Handle handle, TenantId tenant, String id, String locking) {
        return Ulid.isValid(id)
                ? handle.createQuery(SELECT + "WHERE tenant_id = :tenant AND id = :id" + locking)
                        .bind("tenant", tenant.value())
                        .bind("id", id)
                        .map(Invitations::invitation)
                        .findOne()
                : Optional.empty();
    }

    /** The invitation of a secret. */
    Optional<Invitation> bySecret(Handle handle, Secret secret) {
        return handle.createQuery(SELECT + "WHERE secret_hash = :hash")
                .bind("hash", secret.hash())
                .map(Invitations::invitation)
                .findOne()
                .filter(found -> found.isCode() == secret.isCode());
    }

    /** The addresses that have an open invitation to a tenant. */
    Set<String> openAddresses(Handle handle, TenantId tenant, Instant now) {
        return handle.createQuery(
                        """
                        SELECT email FROM invitations
                        WHERE tenant_id = :tenant AND email IS NOT NULL AND <open>
                        """)
                .define("open", InvitationState.OPEN.condition())
                .bind("tenant", tenant.value())
                .bind("now", now)
                .mapTo(String.class)
                .set();
    }

    /** The addresses of those who belong to a tenant in whatever state but that of having left. */
    Set<String> memberAddresses(Handle handle, TenantId tenant) {
        return handle.createQuery(
                        """
                        SELECT u.email
                        FROM tenant_users m
                        JOIN users u ON u.id = m.user_id
                        WHERE m.tenant_id = :tenant AND m.state IN ('active', 'pending', 'suspended')
                        """)
                .bind("tenant", tenant.value())
                .mapTo(String.class)
                .set();
    }

    /** Uses an invitation once more; false if it may not be used any more. */
    boolean use(Handle handle, String id, Instant now) {
        return handle.createUpdate(
                                """
                                UPDATE invitations
                                SET uses = uses + 1, used_at = :now
                                WHERE id = :id AND <open>
                                """)
                        .define("open", InvitationState.OPEN.condition())
                        .bind("id", id)
                        .bind("now", now)
                        .execute()
                == 1;
    }

    void revoke(Handle handle, String id, Instant now) {
        handle.createUpdate("UPDATE invitations SET revoked_at = :now WHERE id = :id")
                .bind("now", now)
                .bind("id", id)
                .execute();
    }

    /** Another secret takes the place of the one before, which is void. */
    void renew(Handle handle, String id, Secret secret, Instant now, Instant expiresAt) {
        handle.createUpdate(
                        """
                        UPDATE invitations
                        SET secret_hash = :hash, sends = sends + 1, sent_at = :now,
                            expires_at = :expires
                        WHERE id = :id
                        """)
                .bind("hash", secret.hash())
                .bind("now", now)
                .bind("expires", expiresAt)
                .bind("id", id)
                .execute();
    }

    private static Invitation invitation(ResultSet row, StatementContext context)
            throws SQLException {
        return new Invitation(
                row.getString("id"),
                new TenantId(row.getString("tenant_id")),
                row.getString("email"),
                row.getString("name"),
                new Assignment(row.getString("role"), row.getString("department_id")),
                Language.of(row.getString("language")).orElse(Language.ENGLISH),
                row.getInt("most_uses"),
                row.getInt("uses"),
                row.getInt("sends"),
                Columns.instantOrNull(row, "sent_at"),
                row.getString("invited_by"),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "expires_at"),
                row.getObject("revoked_at") != null);
    }
}
