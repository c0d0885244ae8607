package io.tenantry.access.factor;

import io.tenantry.access.mail.Languages;
import io.tenantry.access.mail.Letter;
import io.tenantry.access.mail.Mailing;
import io.tenantry.access.mail.Outbox;
import io.tenantry.access.mail.PublicAddress;
import io.tenantry.access.token.SessionRecords;
import io.tenantry.access.user.User;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.routing.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Takes second factors away from people who have lost them, recovery codes and all. */
@ApplicationScoped
public class LostFactors {
    private final SecondFactors factors;
    private final SessionRecords sessions;
    private final Outbox outbox;
    private final Languages languages;
    private final PublicAddress address;
    private final AuditLog audit;

    LostFactors(
            SecondFactors factors,
            SessionRecords sessions,
            Outbox outbox,
            Languages languages,
            PublicAddress address,
            AuditLog audit) {
        this.factors = factors;
        this.sessions = sessions;
        this.outbox = outbox;
        this.languages = languages;
        this.address = address;
        this.audit = audit;
    }

    /**
     * Takes it away, ends all sessions of its owner, and tells them by mail. In the caller's
     * transaction.
     *
     * @param tenant whose people have it taken away; null for the platform
     * @param reason as the audit log keeps it; null if none was given
     * @throws ProblemException {@code second_factor_not_found}
     */
    public void remove(
            Handle handle,
            User owner,
            @Nullable TenantId tenant,
            Actor by,
            @Nullable String reason) {
        if (!factors.lose(handle, owner.id())) {
            throw new ProblemException(
                    ErrorCode.SECOND_FACTOR_NOT_FOUND,
                    "they have no second factor",
                    "They sign in with their password.");
        }
        int ended = sessions.endAll(handle, owner.id(), "");
        audit.append(
                handle,
                new AuditEntry(
                        by,
                        tenant,
                        "access.factor-lost",
                        owner.id(),
                        null,
                        Map.of("endedSessions", ended, "reason", reason == null ? "" : reason)));
        outbox.put(
                handle,
                Mailing.to(
                        owner.email(),
                        Letter.FACTOR_REMOVED,
                        languages.first(),
                        Map.of("link", address.home())));
    }
}
