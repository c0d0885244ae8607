package io.tenantry.onboarding;

import io.tenantry.access.OneTimeSecret;
import io.tenantry.access.invitation.FirstInvitee;
import io.tenantry.provisioning.tenant.RequestedTenant;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What changes about a sign-up; each method joins the caller's transaction, which has its lock. */
@ApplicationScoped
class SignUpChanges {
    private final SignUps signUps;

    SignUpChanges(SignUps signUps) {
        this.signUps = signUps;
    }

    /** Somebody goes on with it: what a former submission came to is over. */
    void reopen(Handle handle, String id, Instant now, Instant heldUntil, Instant expiresAt) {
        handle.createUpdate(
                        """
                        UPDATE sign_ups
                        SET state = 'open', tenant_id = NULL, operation_id = NULL, reason = NULL,
                            submitted_at = NULL, decided_by = NULL, slug_held_until = :held,
                            changed_at = :now, expires_at = :expires
                        WHERE id = :id
                        """)
                .bind("held", heldUntil)
                .bind("now", now)
                .bind("expires", expiresAt)
                .bind("id", id)
                .execute();
    }

    void setOrganisation(Handle handle, String id, String name, String slug, String language) {
        handle.createUpdate(
                        """
                        UPDATE sign_ups
                        SET name = :name, slug = :slug, language = :language
                        WHERE id = :id
                        """)
                .bind("name", name)
                .bind("slug", slug)
                .bind("language", language)
                .bind("id", id)
                .execute();
    }

    void setPlace(Handle handle, String id, @Nullable String plan, @Nullable String region) {
        handle.createUpdate("UPDATE sign_ups SET plan = :plan, region = :region WHERE id = :id")
                .bind("plan", plan)
                .bind("region", region)
                .bind("id", id)
                .execute();
    }

    void setDepartments(Handle handle, String id, WishedDepartments departments) {
        handle.createUpdate("UPDATE sign_ups SET departments = :departments WHERE id = :id")
                .bind("departments", signUps.written(departments.tree()))
                .bind("id", id)
                .execute();
    }

    void setPeople(Handle handle, String id, List<FirstInvitee> people) {
        handle.createUpdate("UPDATE sign_ups SET people = :people WHERE id = :id")
                .bind("people", signUps.written(people))
                .bind("id", id)
                .execute();
    }

    /** Another administrator, of whom nothing has been shown. */
    void setApplicant(Handle handle, String id, String email, String name) {
        handle.createUpdate(
                        """
                        UPDATE sign_ups
                        SET email = :email, person = :name, verified_at = NULL, user_id = NULL,
                            password_hash = NULL, code_hash = NULL, link_hash = NULL
                        WHERE id = :id
                        """)
                .bind("email", email)
                .bind("name", name)
                .bind("id", id)
                .execute();
    }

    void rename(Handle handle, String id, String name) {
        handle.createUpdate("UPDATE sign_ups SET person = :name WHERE id = :id")
                .bind("name", name)
                .bind("id", id)
                .execute();
    }

    void setCode(Handle handle, String id, byte[] codeHash, String link, Instant expiresAt) {
        handle.createUpdate(
                        """
                        UPDATE sign_ups
                        SET code_hash = :code, code_expires_at = :expires, code_attempts = 0,
                            link_hash = :link
                        WHERE id = :id
                        """)
                .bind("code", codeHash)
                .bind("expires", expiresAt)
                .bind("link", OneTimeSecret.hashOfToken(link))
                .bind("id", id)
                .execute();
    }

    void countAttempt(Handle handle, String id) {
        handle.createUpdate("UPDATE sign_ups SET code_attempts = code_attempts + 1 WHERE id = :id")
                .bind("id", id)
                .execute();
    }

    void verify(Handle handle, String id, Instant now, Instant expiresAt) {
        handle.createUpdate(
                        """
                        UPDATE sign_ups
                        SET verified_at = COALESCE(verified_at, :now), code_hash = NULL,
                            expires_at = GREATEST(expires_at, :expires)
                        WHERE id = :id
                        """)
                .bind("now", now)
                .bind("expires", expiresAt)
                .bind("id", id)
                .execute();
    }

    /** Another secret takes the place of the one before, which is void. */
    void takeOver(Handle handle, String id, String secret) {
        handle.createUpdate("UPDATE sign_ups SET secret_hash = :hash WHERE id = :id")
                .bind("hash", OneTimeSecret.hashOfToken(secret))
                .bind("id", id)
                .execute();
    }

    /** How the administrator will sign in: as the owner of an account, or by a new password. */
    void setProof(
            Handle handle, String id, @Nullable String userId, @Nullable String passwordHash) {
        handle.createUpdate(
                        """
                        UPDATE sign_ups SET user_id = :user, password_hash = :hash WHERE id = :id
                        """)
                .bind("user", userId)
                .bind("hash", passwordHash)
                .bind("id", id)
                .execute();
    }

    void waiting(Handle handle, String id, Instant now) {
        handle.createUpdate(
                        """
                        UPDATE sign_ups
                        SET state = 'waiting', submitted_at = :now, changed_at = :now
                        WHERE id = :id
                        """)
                .bind("now", now)
                .bind("id", id)
                .execute();
    }

    void submitted(
            Handle handle, SignUp signUp, RequestedTenant made, Instant now, Instant expiresAt) {
        handle.createUpdate(
                        """
                        UPDATE sign_ups
                        SET state = 'submitted', tenant_id = :tenant, operation_id = :operation,
                            submitted_at = COALESCE(submitted_at, :now), changed_at = :now,
                            expires_at = :expires
                        WHERE id = :id
                        """)
                .bind("tenant", made.tenant().id().value())
                .bind("operation", made.operation().value())
                .bind("now", now)
                .bind("expires", expiresAt)
                .bind("id", signUp.id())
                .execute();
    }

    void rejected(Handle handle, String id, String reason, Instant now, Instant expiresAt) {
        handle.createUpdate(
                        """
                        UPDATE sign_ups
                        SET state = 'rejected', reason = :reason, slug_claim = NULL,
                            changed_at = :now, expires_at = :expires
                        WHERE id = :id
                        """)
                .bind("reason", reason)
                .bind("now", now)
                .bind("expires", expiresAt)
                .bind("id", id)
                .execute();
    }

    void decidedBy(Handle handle, String id, String actor) {
        handle.createUpdate("UPDATE sign_ups SET decided_by = :actor WHERE id = :id")
                .bind("actor", actor)
                .bind("id", id)
                .execute();
    }
}
