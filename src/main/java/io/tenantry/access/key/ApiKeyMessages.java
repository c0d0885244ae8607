package io.tenantry.access.key;

import io.tenantry.problem.NameRule;
import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the calls about API keys take and answer. */
final class ApiKeyMessages {
    private static final int LONGEST_NAME = 80;
    private static final int MOST_PERMISSIONS = 100;

    private ApiKeyMessages() {}

    /**
     * A key to make.
     *
     * @param expiresAt null for a key that never expires
     */
    @Schema(name = "NewApiKey")
    public record NewApiKey(
            @Schema(examples = "Nightly import")
                    @NotBlank
                    @Size(max = LONGEST_NAME)
                    @Pattern(regexp = NameRule.PATTERN, message = NameRule.REFUSAL)
                    String name,
            @Schema(examples = "[\"design:read\"]") @NotEmpty @Size(max = MOST_PERMISSIONS)
                    Set<@NotBlank String> permissions,
            @Schema(examples = "2027-11-24T00:00:00Z") @Nullable @Future Instant expiresAt) {}

    /** A key without its secret. */
    @Schema(name = "ApiKey")
    public record ApiKeyView(
            String id,
            String name,
            @Schema(
                            examples = "active",
                            enumeration = {"active", "expired", "revoked"})
                    String state,
            List<String> permissions,
            @Schema(description = "The id of the person who made it") String createdBy,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Schema(description = "To the half minute") @Nullable Instant lastUsedAt,
            @Nullable String lastAddress) {
        static ApiKeyView of(ApiKey key, Instant now) {
            String state =
                    key.revokedAt() != null ? "revoked" : key.isUsable(now) ? "active" : "expired";
            return new ApiKeyView(
                    key.id(),
                    key.name(),
                    state,
                    key.permissions().stream().sorted().toList(),
                    key.createdBy(),
                    key.createdAt(),
                    key.expiresAt(),
                    key.lastUsedAt(),
                    key.lastAddress());
        }
    }

    /** A key that was made: the only time that its secret is shown. */
    @Schema(name = "MadeApiKey")
    public record MadeApiKey(
            @Schema(
                            description = "Send it as a Bearer token. It is not shown again",
                            examples = "tnt_01JD8Q3C5N8F4T3J6B1ZK2M7XA_kZ…")
                    String key,
            ApiKeyView apiKey) {
        @Override
        public String toString() {
            return "MadeApiKey[" + apiKey.id() + "]";
        }
    }
}
