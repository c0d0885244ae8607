package io.tenantry.access.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tenantry.access.token.SessionRecord;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the calls of this package answer. */
final class SessionAnswers {
    private SessionAnswers() {}

    /** The sessions of the caller, the one used last first. */
    @Schema(name = "Sessions")
    record SessionList(List<SessionView> items) {}

    /**
     * A session.
     *
     * @param tenant the one that was chosen, or null
     * @param usedAt when it was begun or its tokens were renewed last
     * @param current whether the call was made with a token of it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Session")
    record SessionView(
            @Schema(examples = "01JQ5Z7Z0N8V6W4X2Y0A1B3C5D") String id,
            @Nullable SessionTenant tenant,
            @Schema(
                            description =
                                    "How it was begun: pwd, otp, fed for an organisation's sign-on, mfa for"
                                            + " a second factor there",
                            examples = "[\"otp\",\"pwd\"]")
                    List<String> methods,
            @Schema(examples = "203.0.113.9") String address,
            @Schema(examples = "Mozilla/5.0 (X11; Linux x86_64)") String client,
            Instant createdAt,
            Instant usedAt,
            Instant expiresAt,
            boolean current) {
        static SessionView of(
                SessionRecord session, @Nullable SessionTenant tenant, boolean current) {
            return new SessionView(
                    session.id(),
                    tenant,
                    session.methods().names().stream().sorted().toList(),
                    session.address(),
                    session.client(),
                    session.createdAt(),
                    session.usedAt(),
                    session.expiresAt(),
                    current);
        }
    }

    /** The tenant that a session works in. */
    @Schema(name = "SessionTenant")
    record SessionTenant(
            @Schema(examples = "01JQ5Z7Z0N8V6W4X2Y0A1B3C5D") String id,
            @Schema(examples = "acme") String slug,
            @Schema(examples = "Acme Garments") String name) {}

    /** How many sessions a call has ended. */
    @Schema(name = "SessionsEnded")
    record SessionsEnded(@Schema(examples = "3") int ended) {}
}
