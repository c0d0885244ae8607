package io.tenantry.access.role;

import io.tenantry.access.Permission;
import io.tenantry.access.Permission.Realm;
import io.tenantry.problem.NameRule;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the calls about roles take and answer. */
public final class RoleMessages {
    private static final int LONGEST_NAME = 80;
    private static final int MOST_PERMISSIONS = 100;
    private static final String SCOPES = "tenant|department";
    private static final String TENANT = "tenant";
    private static final String DEPARTMENT = "department";
    private static final Set<String> WITHIN_TENANTS = Permission.names(Realm.TENANT);

    private RoleMessages() {}

    static boolean isWholeTenant(String scope) {
        return scope.equals(TENANT);
    }

    static String scope(Role role) {
        return role.wholeTenant() ? TENANT : DEPARTMENT;
    }

    /** A role to make. */
    @Schema(name = "NewRole")
    public record NewRole(
            @Schema(examples = "Warehouse lead")
                    @NotBlank
                    @Size(max = LONGEST_NAME)
                    @Pattern(regexp = NameRule.PATTERN, message = NameRule.REFUSAL)
                    String name,
            @Schema(
                            description =
                                    "Whether it holds for the whole tenant, or for the department"
                                            + " of whoever has it and those below",
                            enumeration = {TENANT, DEPARTMENT})
                    @NotNull
                    @Pattern(regexp = SCOPES)
                    String scope,
            @Schema(examples = "[\"design:read\", \"member:read\"]")
                    @NotNull
                    @Size(max = MOST_PERMISSIONS)
                    Set<@NotNull String> permissions) {}

    /** What to change; a field that is absent stays as it is. */
    @Schema(name = "RoleChange")
    public record RoleChange(
            @Size(max = LONGEST_NAME)
                    @Pattern(regexp = NameRule.PATTERN, message = NameRule.REFUSAL)
                    @Nullable String name,
            @Schema(enumeration = {TENANT, DEPARTMENT}) @Pattern(regexp = SCOPES)
                    @Nullable String scope,
            @Size(max = MOST_PERMISSIONS) @Nullable Set<@NotNull String> permissions) {}

    /** A role. */
    @Schema(name = "Role")
    public record RoleView(
            @Schema(examples = "01JD8Q3C5N8F4T3J6B1ZK2M7XA") String id,
            @Schema(examples = "Warehouse lead") String name,
            @Schema(enumeration = {TENANT, DEPARTMENT}) String scope,
            @Schema(description = "One of the product cannot be changed") boolean ofProduct,
            Set<String> permissions) {
        static RoleView of(Role role) {
            return new RoleView(
                    role.id(),
                    role.name(),
                    RoleMessages.scope(role),
                    role.ofProduct(),
                    role.permissions().stream()
                            .filter(WITHIN_TENANTS::contains)
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    /** Something that roles can permit. */
    @Schema(name = "Permission")
    public record PermissionView(
            @Schema(examples = "member:read") String name,
            @Schema(examples = "See members") String summary) {}
}
