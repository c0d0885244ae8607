package io.tenantry.access.user;

import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The accounts in the control plane; each method joins the caller's transaction. */
@ApplicationScoped
public class Users {
    private static final String ACTIVE = "active";

    /** Finds an account by its address, in any case and with white space around it. */
    public Optional<User> byEmail(Handle handle, String email) {
        return handle.createQuery(
                        """
                        SELECT id, email, name, password_hash, platform_role, state, version
                        FROM users
                        WHERE email = :email
                        """)
                .bind("email", Email.normal(email))
                .map(Users::user)
                .findOne();
    }

    /** Finds an account by its id. */
    public Optional<User> byId(Handle handle, String id) {
        return handle.createQuery(
                        """
                        SELECT id, email, name, password_hash, platform_role, state, version
                        FROM users
                        WHERE id = :id
                        """)
                .bind("id", id)
                .map(Users::user)
                .findOne();
    }

    /**
     * The account of a token, which outlives one that was closed by a few minutes at most.
     *
     * @throws ProblemException {@code token_invalid} if the account is closed or gone
     */
    public User demandActive(Handle handle, String id) {
        return byId(handle, id)
                .filter(User::active)
                .orElseThrow(() ->
                        new ProblemException(
                                ErrorCode.TOKEN_INVALID,
                                "the account of this token is closed",
                                "Ask an administrator."));
    }

    /**
     * Makes an account unless the address has one already, which is then left as it is.
     *
     * @return the account that the address has now
     */
    User findOrCreate(Handle handle, NewUser wanted, Instant now) {
        return findOrCreate(handle, Ulid.at(now), wanted, now);
    }

    /**
     * The same with the id that the account gets if it is made, so that whoever asked can tell it.
     */
    User findOrCreate(Handle handle, String id, NewUser wanted, Instant now) {
        // A duplicate changes nothing, but makes this wait for whoever is making the same account.
        handle.createUpdate(
                        """
                        INSERT INTO users
                            (id, email, name, password_hash, platform_role, state, created_at, changed_at)
                        VALUES
                            (:id, :email, :name, :hash, :role, :state, :now, :now)
                        ON DUPLICATE KEY UPDATE email = email
                        """)
                .bind("id", id)
                .bind("email", Email.normal(wanted.email()))
                .bind("name", wanted.name())
                .bind("hash", wanted.passwordHash())
                .bind("role", wanted.platformRole())
                .bind("state", ACTIVE)
                .bind("now", now)
                .execute();
        return byEmail(handle, wanted.email()).orElseThrow();
    }

    /**
     * Removes an account that belongs to no tenant, has no role on the platform and has never
     * signed in; does nothing to any other.
     */
    void removeUnused(Handle handle, String id) {
        // First, because whoever gives it a membership at this moment has to be seen.
        handle.createQuery("SELECT id FROM users WHERE id = :id FOR UPDATE")
                .bind("id", id)
                .mapTo(String.class)
                .findOne();
        handle.createUpdate(
                        """
                        DELETE FROM users
                        WHERE id = :id
                          AND platform_role IS NULL
                          AND NOT EXISTS (SELECT 1 FROM tenant_users m WHERE m.user_id = users.id)
                          AND NOT EXISTS (SELECT 1 FROM refresh_tokens t WHERE t.user_id = users.id)
                        """)
                .bind("id", id)
                .execute();
    }

    /**
     * The members of a tenant who belong to no other and have no role on the platform. Nobody gives
     * them either until the transaction ends.
     */
    List<String> onlyOf(Handle handle, TenantId tenant) {
        // First, because whoever gives one of them a membership at this moment has to be seen.
        handle.createQuery(
                        """
                        SELECT u.id
                        FROM tenant_users m
                        JOIN users u ON u.id = m.user_id
                        WHERE m.tenant_id = :tenant
                        ORDER BY u.id
                        FOR UPDATE
                        """)
                .bind("tenant", tenant.value())
                .mapTo(String.class)
                .list();
        return handle.createQuery(
                        """
                        SELECT u.id
                        FROM tenant_users m
                        JOIN users u ON u.id = m.user_id
                        WHERE m.tenant_id = :tenant
                          AND u.platform_role IS NULL
                          AND NOT EXISTS (
                              SELECT 1 FROM tenant_users o
                              WHERE o.user_id = u.id AND o.tenant_id <> :tenant)
                        ORDER BY u.id
                        """)
                .bind("tenant", tenant.value())
                .mapTo(String.class)
                .list();
    }

    /** Removes accounts that belong to no tenant any more, with their sessions. */
    void remove(Handle handle, List<String> ids) {
        if (ids.isEmpty()) {
            return;
        }
        for (String sql :
                List.of(
                        "DELETE FROM refresh_tokens WHERE user_id = :id",
                        "DELETE FROM users WHERE id = :id")) {
            try (PreparedBatch batch = handle.prepareBatch(sql)) {
                ids.forEach(id -> batch.bind("id", id).add());
                batch.execute();
            }
        }
    }

    /** Gives an account another name. */
    public void rename(Handle handle, String id, String name, Instant now) {
        handle.createUpdate(
                        """
                        UPDATE users
                        SET name = :name, changed_at = :now
                        WHERE id = :id
                        """)
                .bind("name", name)
                .bind("now", now)
                .bind("id", id)
                .execute();
    }

    /** Gives an account a role on the platform. */
    void setPlatformRole(Handle handle, String userId, String role, Instant now) {
        handle.createUpdate(
                        """
                        UPDATE users
                        SET platform_role = :role, changed_at = :now
                        WHERE id = :id
                        """)
                .bind("role", role)
                .bind("now", now)
                .bind("id", userId)
                .execute();
    }

    /** Gives an account its first password; one that is there stays. */
    void setFirstPassword(Handle handle, String userId, String passwordHash, Instant now) {
        handle.createUpdate(
                        """
                        UPDATE users
                        SET password_hash = :hash, changed_at = :now
                        WHERE id = :id AND password_hash IS NULL
                        """)
                .bind("hash", passwordHash)
                .bind("now", now)
                .bind("id", userId)
                .execute();
    }

    private static User user(ResultSet row, StatementContext context) throws SQLException {
        return new User(
                row.getString("id"),
                row.getString("email"),
                row.getString("name"),
                row.getString("password_hash"),
                row.getString("platform_role"),
                row.getString("state").equals(ACTIVE),
                row.getInt("version"));
    }

    /**
     * An account to make.
     *
     * @param passwordHash in encoded form, or null if the person shall choose a password later
     */
    record NewUser(
            String email,
            String name,
            @Nullable String passwordHash,
            @Nullable String platformRole) {}
}
