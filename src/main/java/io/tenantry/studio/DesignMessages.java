package io.tenantry.studio;

import io.tenantry.problem.NameRule;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the calls of this room take and answer. */
final class DesignMessages {
    static final int LONGEST_TITLE = 200;
    static final int LONGEST_PROMPT = 10_000;
    private static final String NOT_BLANK = "(?s).*\\S.*";

    private DesignMessages() {}

    /** A design to make. */
    @Schema(name = "NewDesign")
    record NewDesign(
            @Schema(examples = "Summer dress")
                    @NotBlank
                    @Size(max = LONGEST_TITLE)
                    @Pattern(regexp = NameRule.PATTERN, message = NameRule.REFUSAL)
                    String title,
            @Schema(examples = "A light linen dress with wide sleeves, sea green")
                    @NotBlank
                    @Size(max = LONGEST_PROMPT)
                    String prompt) {}

    /** What to change; a field that is absent stays as it is. */
    @Schema(name = "DesignChange")
    record DesignChange(
            @Size(max = LONGEST_TITLE)
                    @Pattern(regexp = NameRule.PATTERN, message = NameRule.REFUSAL)
                    @Nullable String title,
            @Size(max = LONGEST_PROMPT) @Pattern(regexp = NOT_BLANK, message = "must not be blank")
                    @Nullable String prompt) {}

    /** A design. */
    @Schema(name = "Design")
    record DesignView(
            @Schema(examples = "01JD8Q3C5N8F4T3J6B1ZK2M7XA") String id,
            String title,
            String prompt,
            String createdBy,
            Instant createdAt,
            Instant changedAt) {
        static DesignView of(Design design) {
            return new DesignView(
                    design.id(),
                    design.title(),
                    design.prompt(),
                    design.createdBy(),
                    design.createdAt(),
                    design.changedAt());
        }
    }
}
