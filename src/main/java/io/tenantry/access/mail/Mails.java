package io.tenantry.access.mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenantry.provisioning.controlplane.Columns;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import io.tenantry.routing.secret.SecretBox;
import io.tenantry.routing.secret.SecretPlaces;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The mails in the control plane, what they say sealed. */
@ApplicationScoped
class Mails {
    private static final int LONGEST_FAILURE = 200;
    private static final TypeReference<Map<String, String>> VALUES = new TypeReference<>() {};

    private final SecretBox secrets;
    private final ObjectMapper json;

    Mails(SecretBox secrets, ObjectMapper json) {
        this.secrets = secrets;
        this.json = json;
    }

    void insert(Handle handle, List<Mailing> mailings, Instant now) {
        if (mailings.isEmpty()) {
            return;
        }
        try (PreparedBatch batch =
                handle.prepareBatch(
                        """
                        INSERT INTO mails
                            (id, tenant_id, about, recipient, letter, language, accounts_only,
                             content_secret, state, due_at, created_at)
                        VALUES
                            (:id, :tenant, :about, :recipient, :letter, :language, :accountsOnly,
                             :content, :state, :now, :now)
                        """)) {
            for (Mailing each : mailings) {
                String id = Ulid.at(now);
                TenantId tenant = each.tenant();
                batch.bind("id", id)
                        .bind("tenant", tenant == null ? null : tenant.value())
                        .bind("about", each.about())
                        .bind("recipient", each.recipient())
                        .bind("letter", each.letter().key())
                        .bind("language", each.language().tag())
                        .bind("accountsOnly", each.accountsOnly())
                        .bind("state", each.onceOpen() ? "held" : "queued")
                        .bind(
                                "content",
                                secrets.seal(written(each.values()), SecretPlaces.mail(id)))
                        .bind("now", now)
                        .add();
            }
            batch.execute();
        }
    }

    void withdraw(Handle handle, String about) {
        handle.createUpdate(
                        "DELETE FROM mails WHERE about = :about AND state IN ('queued', 'held')")
                .bind("about", about)
                .execute();
    }

    /** Has mails go that waited for their tenant to open. */
    void release(Handle handle, Instant now) {
        // Two statements, so that nobody's tenant is locked for it.
        List<String> opened =
                handle.createQuery(
                                """
                                SELECT DISTINCT m.tenant_id
                                FROM mails m
                                JOIN tenants t ON t.id = m.tenant_id
                                WHERE m.state = 'held' AND t.state NOT IN ('requested', 'provisioning')
                                """)
                        .mapTo(String.class)
                        .list();
        if (opened.isEmpty()) {
            return;
        }
        handle.createUpdate(
                        """
                        UPDATE mails
                        SET state = 'queued', due_at = :now, created_at = :now
                        WHERE state = 'held' AND tenant_id IN (<opened>)
                        """)
                .bind("now", now)
                .bindList("opened", opened)
                .execute();
    }

    /**
     * Takes mails that are due, for one replica at a time: whoever takes a mail puts it off.
     *
     * @param until how long nobody else tries them
     */
    List<QueuedMail> take(Handle handle, Instant now, Instant until, int most) {
        List<String> due =
                handle.createQuery(
                                """
                                SELECT id FROM mails
                                WHERE state = 'queued' AND due_at <= :now
                                ORDER BY due_at
                                LIMIT :most
                                FOR UPDATE SKIP LOCKED
                                """)
                        .bind("now", now)
                        .bind("most", most)
                        .mapTo(String.class)
                        .list();
        if (due.isEmpty()) {
            return List.of();
        }
        handle.createUpdate(
                        """
                        UPDATE mails SET due_at = :until, attempts = attempts + 1
                        WHERE id IN (<ids>)
                        """)
                .bind("until", until)
                .bindList("ids", due)
                .execute();
        dropForNobody(handle, due);
        return handle.createQuery(
                        """
                        SELECT id, letter, recipient, language, content_secret, attempts, created_at
                        FROM mails
                        WHERE id IN (<ids>)
                        """)
                .bindList("ids", due)
                .map(this::queued)
                .list();
    }

    /** Of mails that were taken, those to accounts only whose recipient has none. */
    private static void dropForNobody(Handle handle, List<String> taken) {
        handle.createUpdate(
                        """
                        DELETE FROM mails
                        WHERE id IN (<ids>)
                          AND accounts_only
                          AND NOT EXISTS (
                              SELECT 1 FROM users u
                              WHERE u.email = mails.recipient AND u.state = 'active')
                        """)
                .bindList("ids", taken)
                .execute();
    }

    void sent(Handle handle, String id, Instant now) {
        end(handle, id, "sent", null, now);
    }

    void failed(Handle handle, String id, String failure, Instant now) {
        end(handle, id, "failed", failure, now);
    }

    private static void end(
            Handle handle, String id, String state, @Nullable String failure, Instant now) {
        handle.createUpdate(
                        """
                        UPDATE mails
                        SET state = :state, content_secret = NULL, failure = :failure,
                            ended_at = :now
                        WHERE id = :id
                        """)
                .bind("state", state)
                .bind("failure", failure == null ? null : shortened(failure))
                .bind("now", now)
                .bind("id", id)
                .execute();
    }

    void putOff(Handle handle, String id, String failure, Instant until) {
        handle.createUpdate("UPDATE mails SET due_at = :until, failure = :failure WHERE id = :id")
                .bind("until", until)
                .bind("failure", shortened(failure))
                .bind("id", id)
                .execute();
    }

    /** How many there are in a state. */
    int count(Handle handle, String state) {
        return handle.createQuery("SELECT COUNT(*) FROM mails WHERE state = :state")
                .bind("state", state)
                .mapTo(Integer.class)
                .one();
    }

    int forget(Handle handle, Instant endedBefore, int most) {
        return handle.createUpdate("DELETE FROM mails WHERE ended_at < :before LIMIT :most")
                .bind("before", endedBefore)
                .bind("most", most)
                .execute();
    }

    private QueuedMail queued(ResultSet row, StatementContext context) throws SQLException {
        return new QueuedMail(
                row.getString("id"),
                row.getString("letter"),
                row.getString("recipient"),
                Language.of(row.getString("language")).orElse(Language.ENGLISH),
                SealedContent.of(row.getBytes("content_secret")),
                row.getInt("attempts"),
                Columns.instant(row, "created_at"));
    }

    /**
     * What a mail names.
     *
     * @throws io.tenantry.routing.secret.SealBrokenException if it cannot be opened
     */
    Map<String, String> values(QueuedMail mail) {
        return read(secrets.openText(mail.content().bytes(), SecretPlaces.mail(mail.id())));
    }

    private String written(Map<String, String> values) {
        try {
            return json.writeValueAsString(values);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("texts become JSON", impossible);
        }
    }

    private Map<String, String> read(String content) {
        try {
            return json.readValue(content, VALUES);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a mail is not what was written", e);
        }
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST_FAILURE));
    }
}
