package io.tenantry.access.audit;

import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which entries of the audit log the caller wants. */
public final class AuditQuery {
    private static final int LONGEST_ACTOR = 254;

    @QueryParam("actor")
    @Size(max = LONGEST_ACTOR)
    @Parameter(
            description = "A user's id or e-mail address, or the name of a job",
            schema = @Schema(examples = "ada@example.com"))
    @Nullable String actor;

    @QueryParam("action")
    @Pattern(regexp = "[a-z0-9.-]{1,60}")
    @Parameter(description = "An action, or the first words of several: tenant")
    @Nullable String action;

    @QueryParam("from")
    @Parameter(
            description = "Not before this moment",
            schema = @Schema(examples = "2026-11-24T00:00:00Z"))
    @Nullable String from;

    @QueryParam("to")
    @Parameter(description = "Before this moment")
    @Nullable String to;

    @Nullable String actor() {
        return actor;
    }

    @Nullable String action() {
        return action;
    }

    @Nullable Instant from() {
        return moment("from", from);
    }

    @Nullable Instant to() {
        return moment("to", to);
    }

    private static @Nullable Instant moment(String name, @Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new ProblemException(
                    ErrorCode.MALFORMED_REQUEST,
                    name + " is not a moment in UTC",
                    "Write it like 2026-11-24T10:32:05Z.");
        }
    }
}
