package io.tenantry.access.signon;

import com.fasterxml.jackson.databind.JsonNode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What came of a test sign-in: what would have come of a real one.
 *
 * @param code of the problem, or null
 * @param reason which of those of the code, or null
 * @param claims what the provider said, as it was verified; null if it was not
 */
@Schema(name = "SignOnTrial")
record Trial(
        @Schema(examples = "true") boolean succeeded,
        @Schema(examples = "sign_on_refused") @Nullable String code,
        @Schema(examples = "role_missing") @Nullable String reason,
        @Schema(examples = "no rule gives the person a role") @Nullable String detail,
        @Schema(examples = "grace@acme.example") @Nullable String email,
        @Schema(description = "What they would be", examples = "member") @Nullable String role,
        @Schema(examples = "01JQ5Z7Z0N8V6W4X2Y0A1B3C5D") @Nullable String department,
        @Schema(description = "Whether they would become a member by it") boolean joins,
        @Schema(description = "Whether the provider's second factor would count") boolean factor,
        @Schema(implementation = Object.class) @Nullable JsonNode claims) {
    @Override
    public String toString() {
        return "Trial[" + succeeded + "]";
    }
}
