package io.tenantry.backups;

import io.tenantry.provisioning.restore.Peek;
import io.tenantry.provisioning.restore.PeekAccess;
import io.tenantry.provisioning.restore.PeekWish;
import io.tenantry.tenants.TenantAnswers.OperationView;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the calls on peeks take and answer. */
final class PeekMessages {
    private static final int LONGEST_ID = 26;
    private static final int MOST_MINUTES = 30 * 24 * 60;

    private PeekMessages() {}

    /**
     * The wish to look at a tenant's past.
     *
     * @param backup which one; null for the newest before {@code at}
     * @param at the moment to look at; null for that of the backup
     * @param minutes how long it stays; null for as long as is usual
     */
    @Schema(name = "PeekWish")
    record Opening(
            @Schema(examples = "01JD8Q3C5N8F4T3J6B1ZK2M7XA") @Size(max = LONGEST_ID)
                    @Nullable String backup,
            @Schema(description = "A moment, to the microsecond", examples = "2026-11-24T10:32:05Z")
                    @Nullable Instant at,
            @Schema(examples = "240", description = "How long it stays open; 1 minute to 30 days")
                    @Min(1)
                    @Max(MOST_MINUTES)
                    @Nullable Integer minutes) {
        /** Of the newest backup, for as long as is usual. */
        static final Opening USUAL = new Opening(null, null, null);

        PeekWish wish() {
            return new PeekWish(backup, at, minutes == null ? null : Duration.ofMinutes(minutes));
        }
    }

    /** A peek; what has not happened is null. */
    @Schema(name = "Peek")
    record PeekView(
            @Schema(examples = "01JD8Q3C5N8F4T3J6B1ZK2M7XA") String id,
            @Schema(
                            examples = "open",
                            enumeration = {"making", "open", "ending", "failed"})
                    String state,
            String backup,
            @Nullable Instant at,
            String requestedBy,
            Instant createdAt,
            @Schema(description = "When it ends by itself") Instant expiresAt,
            @Schema(description = "When the password of its account was shown")
                    @Nullable Instant handedOutAt) {
        static PeekView of(Peek peek) {
            return new PeekView(
                    peek.id(),
                    peek.state().code(),
                    peek.backup(),
                    peek.at(),
                    peek.requestedBy(),
                    peek.createdAt(),
                    peek.expiresAt(),
                    peek.handedOutAt());
        }
    }

    /** A peek, and the operation that is to do something with it. */
    @Schema(name = "RequestedPeek")
    record RequestedPeekView(PeekView peek, OperationView operation) {}

    /** How a peek is looked at with a MySQL client. */
    @Schema(name = "PeekAccess")
    record PeekAccessView(
            @Schema(examples = "db1.example") String host,
            @Schema(examples = "3306") int port,
            String database,
            @Schema(description = "May read this database, and nothing else") String account,
            @Schema(description = "Shown this once") String password) {
        static PeekAccessView of(PeekAccess access) {
            return new PeekAccessView(
                    access.host(),
                    access.port(),
                    access.database(),
                    access.account(),
                    access.password());
        }

        @Override
        public String toString() {
            return "PeekAccessView[%s]".formatted(account);
        }
    }
}
