package io.tenantry.access.policy;

import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Caller;
import io.tenantry.access.Permissions;
import io.tenantry.access.user.Email;
import io.tenantry.access.user.Standings;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantContext;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.http.TenantScoped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** How people come into the token's tenant. */
@Path("/api/v1/access-policy")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@TenantScoped
@Tag(name = "Invitations")
class AccessPolicyResource {
    private static final int MOST_DOMAINS = 100;

    private final AccessPolicies policies;
    private final Standings standings;
    private final ControlPlane controlPlane;
    private final AuditLog audit;
    private final Caller caller;

    AccessPolicyResource(
            AccessPolicies policies,
            Standings standings,
            ControlPlane controlPlane,
            AuditLog audit,
            Caller caller) {
        this.policies = policies;
        this.standings = standings;
        this.controlPlane = controlPlane;
        this.audit = audit;
        this.caller = caller;
    }

    /** A policy as it is wished; what is left out is as it is by default. */
    @Schema(name = "AccessPolicyWish")
    record Wish(
            @Schema(examples = "true") @Nullable Boolean approvalRequired,
            @Schema(examples = "[\"acme.example\"]") @Size(max = MOST_DOMAINS)
                    @Nullable List<@NotNull @Size(max = 253) String> domains,
            @Schema(examples = "zh-CN") @Pattern(regexp = "en|zh-CN") @Nullable String language) {
        AccessPolicy policy() {
            List<String> wished = domains == null ? List.of() : domains;
            return new AccessPolicy(
                    Boolean.TRUE.equals(approvalRequired),
                    wished.stream().map(Wish::demandDomain).toList(),
                    language);
        }

        private static String demandDomain(String typed) {
            return Email.domain(typed)
                    .orElseThrow(() ->
                            new ProblemException(
                                    ErrorCode.VALIDATION_FAILED,
                                    "domains holds something that is no domain of addresses",
                                    "Write domains as in acme.example, without @."));
        }
    }

    @GET
    @PermissionsAllowed(Permissions.ACCESS_POLICY_MANAGE)
    @Operation(operationId = "readAccessPolicy", summary = "How people join the organisation")
    @APIResponseSchema(value = AccessPolicy.class, responseCode = "200")
    public AccessPolicy read() {
        return controlPlane.read(handle -> policies.of(handle, TenantContext.require()));
    }

    @PUT
    @PermissionsAllowed(Permissions.ACCESS_POLICY_MANAGE)
    @Operation(
            operationId = "changeAccessPolicy",
            summary = "Say how people join the organisation",
            description =
                    "Whoever waits for approval goes on waiting if it is not asked for any more.")
    @APIResponseSchema(value = AccessPolicy.class, responseCode = "200")
    public AccessPolicy change(@NotNull @Valid Wish body) {
        AccessPolicy wanted = body.policy();
        TenantId tenant = TenantContext.require();
        return controlPlane.inTransaction(handle -> change(handle, tenant, wanted));
    }

    private AccessPolicy change(Handle handle, TenantId tenant, AccessPolicy wanted) {
        standings.lock(handle, tenant);
        standings.require(handle, tenant, caller.userId(), Permissions.ACCESS_POLICY_MANAGE);
        AccessPolicy before = policies.of(handle, tenant);
        policies.put(handle, tenant, wanted, controlPlane.now());
        audit.append(
                handle,
                new AuditEntry(
                        caller.actor(), tenant, "access-policy.change", null, before, wanted));
        return wanted;
    }
}
