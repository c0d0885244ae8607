package io.tenantry.tenants;

import io.tenantry.access.password.Passwords;
import io.tenantry.access.user.Email;
import io.tenantry.provisioning.server.Labels;
import io.tenantry.provisioning.tenant.TenantChange;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the calls of this room take. */
public final class TenantRequests {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_CODE = 63;
    private static final int LONGEST_REASON = 500;

    private TenantRequests() {}

    /**
     * The wish for a tenant.
     *
     * @param server the database server to lie on; null for the one with the fewest tenants for its
     *     weight
     * @param labels what the server must have, all of them; null for nothing
     */
    @Schema(name = "NewTenant")
    record NewTenant(
            @Schema(examples = "acme", pattern = "[a-z][a-z0-9-]{1,38}[a-z0-9]") @NotNull
                    String slug,
            @Schema(examples = "Acme Fashion Ltd") @NotBlank @Size(max = LONGEST_NAME) String name,
            @Schema(examples = "standard") @Size(max = LONGEST_CODE) @Nullable String plan,
            @Schema(examples = "db1") @Size(max = LONGEST_CODE) @Nullable String server,
            @Schema(
                            description = "Labels that the database server must have, all of them",
                            examples = "{\"region\":\"eu\"}")
                    @Nullable Map<String, String> labels,
            @NotNull @Valid FirstAdmin admin) {}

    /**
     * The wish for a tenant that begins with what another's database holds.
     *
     * @param name null for the original's
     * @param plan null for the original's
     * @param server null, without labels, for the original's
     * @param labels what the server must have, all of them; null for nothing
     */
    @Schema(name = "TenantCopy")
    public record TenantCopy(
            @Schema(examples = "acme-staging", pattern = "[a-z][a-z0-9-]{1,38}[a-z0-9]") @NotNull
                    String slug,
            @Schema(examples = "Acme Fashion Ltd (staging)") @Size(min = 1, max = LONGEST_NAME)
                    @Nullable String name,
            @Schema(examples = "standard") @Size(max = LONGEST_CODE) @Nullable String plan,
            @Schema(examples = "db1") @Size(max = LONGEST_CODE) @Nullable String server,
            @Schema(
                            description = "Labels that the database server must have, all of them",
                            examples = "{\"region\":\"eu\"}")
                    @Nullable Map<String, String> labels,
            @NotNull @Valid FirstAdmin admin) {}

    /** What changes about a tenant; what is left out stays. */
    @Schema(name = "TenantChanges")
    record TenantChanges(
            @Schema(examples = "Acme Fashion Ltd") @Size(min = 1, max = LONGEST_NAME)
                    @Nullable String name,
            @Schema(examples = "standard") @Size(min = 1, max = LONGEST_CODE) @Nullable String plan,
            @Schema(
                            description = "All its tags; by them a migration finds its canaries",
                            examples = "{\"ring\":\"canary\"}")
                    @Nullable Map<String, String> tags) {
        TenantChange change() {
            return new TenantChange(name, plan, tags == null ? null : new Labels(tags));
        }
    }

    /** Why a tenant is closed. */
    @Schema(name = "Closing")
    record Closing(
            @Schema(examples = "invoice 2026-10 is unpaid") @Size(max = LONGEST_REASON)
                    @Nullable String reason) {
        /** For no reason that anybody gave. */
        static final Closing UNEXPLAINED = new Closing(null);
    }

    /**
     * Confirms that a tenant shall be gone for good.
     *
     * @param slug the tenant's, said again
     */
    @Schema(name = "PurgeConfirmation")
    record PurgeConfirmation(@Schema(examples = "acme") @NotBlank @Size(max = 40) String slug) {}

    /**
     * The tenant's first administrator.
     *
     * @param password for a new account; an existing one keeps its own
     */
    @Schema(name = "FirstAdministrator")
    public record FirstAdmin(
            @Schema(examples = "ada@acme.example")
                    @NotNull
                    @jakarta.validation.constraints.Email
                    @Size(max = Email.LONGEST)
                    String email,
            @Schema(examples = "Ada Lovelace") @NotBlank @Size(max = LONGEST_NAME) String name,
            @Schema(examples = "correct horse battery staple")
                    @Size(min = 12, max = Passwords.LONGEST)
                    @Nullable String password) {
        @Override
        public String toString() {
            return "FirstAdmin[" + email + "]";
        }
    }
}
