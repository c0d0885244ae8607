package io.tenantry.access.member;

import io.tenantry.access.department.DepartmentChoice;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the calls about members take and answer. */
public final class MemberMessages {
    private static final int LONGEST_ID = 40;

    private MemberMessages() {}

    /**
     * What to change; a field that is absent stays as it is.
     *
     * @param role its id
     * @param department its id; null takes them out of all departments
     */
    @Schema(name = "MemberChange")
    public record MemberChange(
            @Schema(description = "A role's id", examples = "department_admin")
                    @Size(max = LONGEST_ID)
                    @Nullable String role,
            @Nullable DepartmentChoice department,
            @Schema(enumeration = {"active", "suspended"}) @Pattern(regexp = "active|suspended")
                    @Nullable String state) {}

    /**
     * Whoever runs the organisation hands that over.
     *
     * @param myRole the id of the role that they have from then on
     */
    @Schema(name = "HandOver")
    public record HandOver(
            @Schema(examples = "member") @NotBlank @Size(max = LONGEST_ID) String myRole) {}

    /** Something that has an id and a name. */
    @Schema(name = "Named")
    public record Named(
            @Schema(examples = "department_admin") String id,
            @Schema(examples = "Department administrator") String name) {}

    /**
     * A member.
     *
     * @param id the person's
     * @param department the one they belong to, or null
     * @param manages the ids of the departments that they manage
     * @param joinedAt when they first became one, were invited or asked to join
     */
    @Schema(name = "Member")
    public record MemberView(
            @Schema(examples = "01JD8Q3C5N8F4T3J6B1ZK2M7XA") String id,
            @Schema(examples = "ada@acme.example") String email,
            @Schema(examples = "Ada") String name,
            Named role,
            @Nullable Named department,
            @Schema(enumeration = {"invited", "pending", "active", "suspended", "left"})
                    String state,
            List<String> manages,
            Instant joinedAt) {}

    /**
     * A member as whoever runs the platform sees them.
     *
     * @param joinedAt when they first became one, were invited or asked to join
     * @param lastSeenAt when a session of theirs in this tenant was last used; null if no session
     *     is on record
     */
    @Schema(name = "SeenMember")
    public record SeenMember(
            @Schema(examples = "01JD8Q3C5N8F4T3J6B1ZK2M7XA") String id,
            @Schema(examples = "ada@acme.example") String email,
            @Schema(examples = "Ada") String name,
            Named role,
            @Nullable Named department,
            @Schema(enumeration = {"invited", "pending", "active", "suspended", "left"})
                    String state,
            Instant joinedAt,
            @Schema(
                            description =
                                    "When a session of theirs in this tenant was last used; null if"
                                            + " none is on record")
                    @Nullable Instant lastSeenAt) {
        static SeenMember of(MemberView member, @Nullable Instant lastSeenAt) {
            return new SeenMember(
                    member.id(),
                    member.email(),
                    member.name(),
                    member.role(),
                    member.department(),
                    member.state(),
                    member.joinedAt(),
                    lastSeenAt);
        }
    }
}
