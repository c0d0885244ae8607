package io.tenantry.access.signin;

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
    private AccessAnswers() {}

    /**
     * Tokens of somebody who has signed in, and the tenants they may choose.
     *
     * @param expiresIn seconds that the access token lives
     */
    @Schema(name = "SignedIn")
    public record SignedIn(
            String accessToken,
            String refreshToken,
            @Schema(examples = "600") long expiresIn,
            List<TenantOfMine> tenants) {}

    /** Tokens of somebody who has chosen a tenant. */
    @Schema(name = "TenantChosen")
    public record TenantChosen(
            String accessToken,
            String refreshToken,
            @Schema(examples = "600") long expiresIn,
            TenantOfMine tenant) {}

    /** Tokens in the place of those that were used up. */
    @Schema(name = "Tokens")
    public record Tokens(
            String accessToken, String refreshToken, @Schema(examples = "600") long expiresIn) {}

    /** A tenant that the caller belongs to, and the roles they were given there. */
    @Schema(name = "TenantOfMine")
    public record TenantOfMine(
            @Schema(examples = "01JQ5Z7Z0N8V6W4X2Y0A1B3C5D") String id,
            @Schema(examples = "acme") String slug,
            @Schema(examples = "Acme Garments") String name,
            @Schema(examples = "[\"enterprise_admin\"]") List<String> roles) {
        static TenantOfMine of(Stay stay) {
            return new TenantOfMine(
                    stay.visit().tenant(), stay.slug(), stay.name(), List.of(Roles.SUPPORT_GUEST));
        }

        static TenantOfMine of(Membership membership) {
            return new TenantOfMine(
                    membership.tenant().value(),
                    membership.slug(),
                    membership.name(),
                    List.of(membership.role()));
        }
    }

    /**
     * Who the caller is.
     *
     * @param roles those of the token that was used
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
            @Nullable TenantOfMine tenant,
            List<TenantOfMine> tenants,
            @Nullable VisitView visit) {
        public Me {
            roles = new TreeSet<>(roles);
        }
    }
}
