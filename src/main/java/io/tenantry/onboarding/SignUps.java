package io.tenantry.onboarding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenantry.access.OneTimeSecret;
import io.tenantry.access.invitation.FirstInvitee;
import io.tenantry.access.mail.Language;
import io.tenantry.onboarding.SignUp.Applicant;
import io.tenantry.onboarding.SignUp.Keys;
import io.tenantry.onboarding.SignUp.Making;
import io.tenantry.onboarding.SignUp.Wanted;
import io.tenantry.provisioning.controlplane.Columns;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.routing.Ulid;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The sign-ups in the control plane; each method joins the caller's transaction. */
@ApplicationScoped
class SignUps {
    private static final TypeReference<List<FirstInvitee>> PEOPLE = new TypeReference<>() {};
    private static final TypeReference<List<@Nullable DepartmentWish>> DEPARTMENTS =
            new TypeReference<>() {};
    private static final String SELECT =
            """
            SELECT s.id, s.state, s.secret_hash, s.language, s.name, s.slug,
                IF(s.slug_claim IS NULL, NULL, s.slug_held_until) AS held_until, s.plan, s.region,
                s.email, s.person, s.code_hash, s.code_expires_at, s.code_attempts, s.verified_at,
                s.user_id, s.password_hash, s.departments, s.people, s.tenant_id, s.operation_id,
                s.reason, s.created_at, s.submitted_at, s.expires_at,
                o.state AS operation_state, o.error_code
            FROM sign_ups s
            LEFT JOIN operations o ON o.id = s.operation_id
            """;

    private final ObjectMapper json;

    SignUps(ObjectMapper json) {
        this.json = json;
    }

    void insert(
            Handle handle,
            String id,
            String secret,
            Language language,
            Instant now,
            Instant expiresAt) {
        handle.createUpdate(
                        """
                        INSERT INTO sign_ups
                            (id, state, secret_hash, language, created_at, changed_at, expires_at)
                        VALUES
                            (:id, 'open', :hash, :language, :now, :now, :expires)
                        """)
                .bind("id", id)
                .bind("hash", OneTimeSecret.hashOfToken(secret))
                .bind("language", language.tag())
                .bind("now", now)
                .bind("expires", expiresAt)
                .execute();
    }

    Optional<SignUp> find(Handle handle, String id) {
        return Ulid.isValid(id)
                ? handle.createQuery(SELECT + "WHERE s.id = :id")
                        .bind("id", id)
                        .map(this::signUp)
                        .findOne()
                : Optional.empty();
    }

    /** The same, which nobody else changes until the transaction ends. */
    Optional<SignUp> lock(Handle handle, String id) {
        if (!Ulid.isValid(id)) {
            return Optional.empty();
        }
        // Not with the operation in one statement, which would be locked, too.
        handle.createQuery("SELECT id FROM sign_ups WHERE id = :id FOR UPDATE")
                .bind("id", id)
                .mapTo(String.class)
                .findOne();
        return find(handle, id);
    }

    /** The one that a link in a mail belongs to. */
    Optional<SignUp> byLink(Handle handle, String token) {
        return handle.createQuery(SELECT + "WHERE s.link_hash = :hash")
                .bind("hash", OneTimeSecret.hashOfToken(token))
                .map(this::signUp)
                .findOne();
    }

    /** Those of a state, newest first. */
    List<SignUp> list(
            Handle handle, @Nullable SignUpState state, @Nullable String before, int limit) {
        return handle.createQuery(
                        SELECT
                                + """
                                WHERE (:before IS NULL OR s.id < :before)
                                  AND (:state IS NULL OR :state = IF(
                                      s.state <> 'submitted', s.state,
                                      CASE o.state
                                          WHEN 'succeeded' THEN 'done'
                                          WHEN 'failed' THEN 'failed'
                                          WHEN 'undone' THEN 'undone'
                                          ELSE 'provisioning'
                                      END))
                                ORDER BY s.id DESC
                                LIMIT :limit
                                """)
                .bind("state", state == null ? null : state.code())
                .bind("before", before)
                .bind("limit", limit)
                .map(this::signUp)
                .list();
    }

    int countUnfinished(Handle handle, Instant now) {
        return handle.createQuery(
                        "SELECT COUNT(*) FROM sign_ups WHERE state = 'open' AND expires_at > :now")
                .bind("now", now)
                .mapTo(Integer.class)
                .one();
    }

    /** How many were handed in for an address, and not taken back, since a time. */
    int countSubmitted(Handle handle, String email, Instant since) {
        return handle.createQuery(
                        """
                        SELECT COUNT(*) FROM sign_ups
                        WHERE email = :email AND submitted_at > :since AND state = 'submitted'
                        """)
                .bind("email", email)
                .bind("since", since)
                .mapTo(Integer.class)
                .one();
    }

    private SignUp signUp(ResultSet row, StatementContext context) throws SQLException {
        String operationState = row.getString("operation_state");
        SignUpState state =
                SignUpState.of(
                        row.getString("state"),
                        operationState == null ? null : OperationState.fromCode(operationState));
        return new SignUp(
                row.getString("id"),
                state,
                Language.of(row.getString("language")).orElse(Language.ENGLISH),
                wanted(row),
                applicant(row),
                departments(row.getString("departments")),
                people(row.getString("people")),
                new Making(
                        row.getString("tenant_id"),
                        row.getString("operation_id"),
                        row.getString("reason"),
                        row.getString("error_code")),
                Columns.instant(row, "created_at"),
                Columns.instantOrNull(row, "submitted_at"),
                Columns.instant(row, "expires_at"),
                keys(row));
    }

    private static Wanted wanted(ResultSet row) throws SQLException {
        return new Wanted(
                row.getString("name"),
                row.getString("slug"),
                Columns.instantOrNull(row, "held_until"),
                row.getString("plan"),
                row.getString("region"));
    }

    private static Applicant applicant(ResultSet row) throws SQLException {
        return new Applicant(
                row.getString("email"),
                row.getString("person"),
                Columns.instantOrNull(row, "verified_at"),
                row.getString("user_id"),
                row.getString("password_hash"));
    }

    private static Keys keys(ResultSet row) throws SQLException {
        return new Keys(
                new KeptHash(row.getBytes("secret_hash")),
                KeptHash.orNull(row.getBytes("code_hash")),
                Columns.instantOrNull(row, "code_expires_at"),
                row.getInt("code_attempts"));
    }

    private WishedDepartments departments(@Nullable String text) {
        return text == null
                ? WishedDepartments.NONE
                : WishedDepartments.of(read(text, DEPARTMENTS));
    }

    private List<FirstInvitee> people(@Nullable String text) {
        return text == null ? List.of() : read(text, PEOPLE);
    }

    private <T> T read(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a sign-up is not what was written", e);
        }
    }

    /** What {@link #find} reads again. */
    String written(Object list) {
        try {
            return json.writeValueAsString(list);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a list does not become JSON", e);
        }
    }
}
