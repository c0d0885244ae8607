package io.tenantry.onboarding;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A department to be, and those below it.
 *
 * @param departments null for none
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(name = "DepartmentWish")
public record DepartmentWish(
        @Schema(examples = "Knitwear") @Nullable String name,
        @Schema(description = "Those below it")
                @Nullable List<@Nullable DepartmentWish> departments) {}
