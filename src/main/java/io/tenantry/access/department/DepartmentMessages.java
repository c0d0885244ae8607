package io.tenantry.access.department;

import io.tenantry.problem.NameRule;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the calls about departments take and answer. */
public final class DepartmentMessages {
    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_ID = 40;
    private static final int MOST_MANAGERS = 50;

    private DepartmentMessages() {}

    /**
     * A department to make.
     *
     * @param parent the one that it lies below, or null if at the top
     * @param managers the ids of members
     */
    @Schema(name = "NewDepartment")
    public record NewDepartment(
            @Schema(examples = "Knitwear")
                    @NotBlank
                    @Size(max = LONGEST_NAME)
                    @Pattern(regexp = NameRule.PATTERN, message = NameRule.REFUSAL)
                    String name,
            @Size(max = LONGEST_ID) @Nullable String parent,
            @Size(max = MOST_MANAGERS)
                    @Nullable Set<@NotNull @Size(max = LONGEST_ID) String> managers) {}

    /**
     * What to change; a field that is absent stays as it is.
     *
     * @param parent where it moves with those below it; null moves it to the top
     */
    @Schema(name = "DepartmentChange")
    public record DepartmentChange(
            @Size(max = LONGEST_NAME)
                    @Pattern(regexp = NameRule.PATTERN, message = NameRule.REFUSAL)
                    @Nullable String name,
            @Schema(description = "Where it moves; null moves it to the top")
                    @Nullable DepartmentChoice parent) {}

    /** Where those of a department go when it is dissolved. */
    @Schema(name = "DepartmentMerge")
    public record DepartmentMerge(@NotBlank @Size(max = LONGEST_ID) String into) {}

    /** Who manages a department: the ids of active members. */
    @Schema(name = "DepartmentManagers")
    public record DepartmentManagers(
            @NotNull @Size(max = MOST_MANAGERS)
                    Set<@NotNull @Size(max = LONGEST_ID) String> members) {}

    /**
     * A department.
     *
     * @param parent the one it lies below, or null
     * @param members how many people belong to it, without those below it
     */
    @Schema(name = "Department")
    public record DepartmentView(
            @Schema(examples = "01JD8Q3C5N8F4T3J6B1ZK2M7XA") String id,
            @Schema(examples = "Knitwear") String name,
            @Nullable String parent,
            int members,
            List<ManagerView> managers,
            Instant createdAt) {}

    /** Somebody who manages a department. */
    @Schema(name = "DepartmentManager")
    public record ManagerView(String id, @Schema(examples = "Ada") String name) {}
}
