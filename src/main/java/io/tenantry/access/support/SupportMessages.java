package io.tenantry.access.support;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tenantry.access.SupportMode;
import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the calls about support access take and answer. */
public final class SupportMessages {
    private static final int LONGEST_REASON = 500;
    private static final int LONGEST_STAY = 60;

    private SupportMessages() {}

    /**
     * What a tenant allows.
     *
     * @param allowed the most that a guest may do
     * @param until when that ends; null if it does not end by itself
     */
    @Schema(name = "SupportAccess")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record SupportAccess(
            @Schema(
                            examples = "read-only",
                            enumeration = {"none", "read-only", "full"})
                    @NotNull
                    @Pattern(regexp = "none|read-only|full")
                    String allowed,
            @Schema(examples = "2027-11-24T00:00:00Z") @Future @Nullable Instant until) {
        private static final String NONE = "none";

        static SupportAccess of(SupportPolicy policy) {
            SupportMode most = policy.most();
            return new SupportAccess(most == null ? NONE : most.code(), policy.until());
        }

        SupportPolicy policy() {
            return allowed.equals(NONE)
                    ? SupportPolicy.NOBODY
                    : new SupportPolicy(SupportMode.ofCode(allowed), until);
        }
    }

    /**
     * A visit to make.
     *
     * @param minutes how long at most; an hour if it is not said
     */
    @Schema(name = "NewSupportVisit")
    public record NewVisit(
            @Schema(
                            examples = "read-only",
                            enumeration = {"read-only", "full"})
                    @NotNull
                    @Pattern(regexp = "read-only|full")
                    String mode,
            @Schema(examples = "Ticket 4711: a design cannot be opened")
                    @NotBlank
                    @Size(max = LONGEST_REASON)
                    @Pattern(regexp = "[^\\p{Cntrl}]*")
                    String reason,
            @Schema(examples = "30") @Min(1) @Max(LONGEST_STAY) @Nullable Integer minutes) {
        int stay() {
            return minutes == null ? LONGEST_STAY : minutes;
        }
    }

    /**
     * A visit.
     *
     * @param endedAt when it was ended before its time, or null
     * @param endedBy the id of whoever did, or null
     */
    @Schema(name = "SupportVisit")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record VisitView(
            @Schema(examples = "01JD8Q3C5N8F4T3J6B1ZK2M7XA") String id,
            @Schema(description = "The id of the tenant") String tenant,
            @Schema(description = "The id of the guest") String guest,
            @Schema(examples = "Grace") String name,
            @Schema(examples = "grace@tenantry.example") String email,
            @Schema(enumeration = {"read-only", "full"}) String mode,
            String reason,
            @Schema(enumeration = {"open", "ended", "expired"}) String state,
            Instant beganAt,
            Instant expiresAt,
            @Nullable Instant endedAt,
            @Nullable String endedBy) {
        static VisitView of(Visit visit, Instant now) {
            String state =
                    visit.isOpen(now) ? "open" : visit.endedAt() == null ? "expired" : "ended";
            return new VisitView(
                    visit.id(),
                    visit.tenant().value(),
                    visit.guest().id(),
                    visit.guest().name(),
                    visit.guest().email(),
                    visit.mode().code(),
                    visit.reason(),
                    state,
                    visit.beganAt(),
                    visit.expiresAt(),
                    visit.endedAt(),
                    visit.endedBy());
        }
    }

    /** As documentation shows a page of them. */
    @Schema(name = "SupportVisitPage")
    public record VisitPage(List<VisitView> items, @Nullable String nextCursor) {}

    /**
     * A token with which a guest works in the tenant.
     *
     * @param expiresIn seconds that the token lives; another can be had while the visit goes on
     */
    @Schema(name = "SupportToken")
    public record SupportToken(
            String accessToken, @Schema(examples = "600") long expiresIn, VisitView visit) {
        @Override
        public String toString() {
            return "SupportToken[" + visit.id() + "]";
        }
    }
}
