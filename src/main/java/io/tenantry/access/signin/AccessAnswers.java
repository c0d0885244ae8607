package io.tenantry.access.signin;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.tenantry.access.Roles;
import io.tenantry.access.support.Stay;
import io.tenantry.access.support.SupportMessages.VisitView;
import io.tenantry.access.user.Membership;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the calls of this package answer. */
public final class AccessAnswers {
    private static final String IN_A_COOKIE =
            "Absent in answers to browsers, which keep it in a cookie";

    private AccessAnswers() {}

    /**
     * Tokens of somebody who has signed in, and the tenants they may choose.
     *
     * @param expiresIn seconds that the access token lives
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "SignedIn")
    public record SignedIn(
            String accessToken,
            @Schema(description = IN_A_COOKIE) @Nullable String refreshToken,
            @Schema(examples = "600") long expiresIn,
            List<TenantOfMine> tenants)
            implements SessionAnswer {
        @Override
        public String slug() {
            return "";
        }

        @Override
        public SessionAnswer withoutRefreshToken() {
            return new SignedIn(accessToken, null, expiresIn, tenants);
        }
    }

    /** Tokens of somebody who has chosen a tenant. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "TenantChosen")
    public record TenantChosen(
            String accessToken,
            @Schema(description = IN_A_COOKIE) @Nullable String refreshToken,
            @Schema(examples = "600") long expiresIn,
            TenantOfMine tenant)
            implements SessionAnswer {
        @Override
        public String slug() {
            return tenant.slug();
        }

        @Override
        public SessionAnswer withoutRefreshToken() {
            return new TenantChosen(accessToken, null, expiresIn, tenant);
        }
    }

    /**
     * Tokens in the place of those that were used up.
     *
     * @param slug of the session's tenant, or empty; the caller knows it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Tokens")
    public record Tokens(
            String accessToken,
            @Schema(description = IN_A_COOKIE) @Nullable String refreshToken,
            @Schema(examples = "600") long expiresIn,
            @JsonIgnore String slug)
            implements SessionAnswer {
        @Override
        public SessionAnswer withoutRefreshToken() {
            return new Tokens(accessToken, null, expiresIn, slug);
        }
    }

    /**
     * A tenant that the caller belongs to, and the roles they were given there.
     *
     * @param department the one that they belong to there, or null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "TenantOfMine")
    public record TenantOfMine(
            @Schema(examples = "01JQ5Z7Z0N8V6W4X2Y0A1B3C5D") String id,
            @Schema(examples = "acme") String slug,
            @Schema(examples = "Acme Garments") String name,
            @Schema(
                            examples = "active",
                            enumeration = {"active", "suspended", "maintenance"})
                    String state,
            @Schema(examples = "[\"enterprise_admin\"]") List<String> roles,
            @Nullable DepartmentOfMine department) {
        static TenantOfMine of(Stay stay) {
            return new TenantOfMine(
                    stay.visit().tenant(),
                    stay.slug(),
                    stay.name(),
                    stay.state(),
                    List.of(Roles.SUPPORT_GUEST),
                    null);
        }

        static TenantOfMine of(Membership membership) {
            return new TenantOfMine(
                    membership.tenant().value(),
                    membership.slug(),
                    membership.name(),
                    membership.state(),
                    List.of(membership.role()),
                    DepartmentOfMine.of(membership));
        }
    }

    /** A department that the caller belongs to. */
    @Schema(name = "DepartmentOfMine")
    public record DepartmentOfMine(
            @Schema(examples = "01JD8Q3C5N8F4T3J6B1ZK2M7XA") String id,
            @Schema(examples = "Knitwear") String name) {
        static @Nullable DepartmentOfMine of(Membership membership) {
            String id = membership.department();
            String name = membership.departmentName();
            return id == null || name == null ? null : new DepartmentOfMine(id, name);
        }
    }

    /**
     * Who the caller is.
     *
     * @param roles those of the token that was used
     * @param permissions what it lets its bearer do now
     * @param tenant the one that the token names, or null
     * @param visit for a guest of the platform in that tenant; null for anybody else
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Me")
    public record Me(
            @Schema(examples = "01JQ5Z7Z0N8V6W4X2Y0A1B3C5D") String id,
            @Schema(examples = "ada@acme.example") String email,
            @Schema(examples = "Ada") String name,
            Set<String> roles,
            @Schema(
                            description = "What the token lets its bearer do",
                            examples = "[\"design:read\"]")
                    Set<String> permissions,
            @Nullable TenantOfMine tenant,
            List<TenantOfMine> tenants,
            @Nullable VisitView visit) {
        public Me {
            roles = new TreeSet<>(roles);
            permissions = new TreeSet<>(permissions);
        }
    }
}
