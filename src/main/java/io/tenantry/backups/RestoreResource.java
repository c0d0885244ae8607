package io.tenantry.backups;

import io.tenantry.access.Caller;
import io.tenantry.access.Roles;
import io.tenantry.access.user.FirstAdministrator;
import io.tenantry.backups.BackupMessages.Restore;
import io.tenantry.problem.Answer;
import io.tenantry.problem.Idempotency;
import io.tenantry.problem.IdempotentCall;
import io.tenantry.provisioning.tenant.CreateTenant;
import io.tenantry.provisioning.tenant.RequestedTenant;
import io.tenantry.provisioning.tenant.Tenant;
import io.tenantry.provisioning.tenant.TenantCreation;
import io.tenantry.provisioning.tenant.Tenants;
import io.tenantry.tenants.TenantAnswers.OperationView;
import io.tenantry.tenants.TenantAnswers.RequestedView;
import io.tenantry.tenants.TenantAnswers.TenantView;
import io.tenantry.tenants.TenantKeys;
import io.tenantry.tenants.TenantRequests.TenantCopy;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Brings back what a backup holds. */
@Path("/api/v1/platform/tenants/{tenantKey}/restore")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Backups")
class RestoreResource {
    private static final String RESTORE = "restore_tenant";
    private static final int ACCEPTED = 202;

    private final Tenants tenants;
    private final TenantKeys keys;
    private final Idempotency idempotency;
    private final FirstAdministrator firstAdministrator;
    private final Caller caller;

    RestoreResource(
            Tenants tenants,
            TenantKeys keys,
            Idempotency idempotency,
            FirstAdministrator firstAdministrator,
            Caller caller) {
        this.tenants = tenants;
        this.keys = keys;
        this.idempotency = idempotency;
        this.firstAdministrator = firstAdministrator;
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    @Operation(
            operationId = "restoreBackup",
            summary = "Ask for a tenant that begins with a backup of this one",
            description =
                    "The tenant itself is not touched; it may be deleted, as long as it is not"
                            + " purged. Every table is read back and compared before the new tenant"
                            + " opens.")
    @APIResponse(
            responseCode = "202",
            description = "Asked for",
            content = @Content(schema = @Schema(implementation = RequestedView.class)))
    @APIResponse(
            responseCode = "400",
            description =
                    "`validation_failed`, `slug_malformed`, `slug_reserved`, `labels_malformed`, …")
    @APIResponse(
            responseCode = "404",
            description = "`tenant_not_found`, `backup_not_found` or `server_not_found`")
    @APIResponse(
            responseCode = "409",
            description =
                    "`backup_state_conflict`, `slug_taken`, `no_server_available` or"
                            + " `idempotency_key_reused`")
    public RestResponse<String> restore(
            @PathParam("tenantKey") String tenantKey,
            @NotNull @Valid Restore body,
            @HeaderParam(IdempotentCall.HEADER) @Nullable String key) {
        Tenant original = keys.demand(tenantKey);
        TenantCopy wanted = body.tenant();
        CreateTenant wish =
                new CreateTenant(
                        wanted.slug(),
                        wanted.name() == null ? original.name() : wanted.name(),
                        wanted.plan(),
                        wanted.server(),
                        wanted.labels() == null ? Map.of() : wanted.labels(),
                        firstAdministrator.wish(
                                wanted.admin().email(),
                                wanted.admin().name(),
                                wanted.admin().password()));
        return idempotency
                .inControlPlane(
                        idempotency.call(
                                caller.userId(),
                                RESTORE,
                                key,
                                Map.of("tenant", original.id().value(), "body", body)),
                        handle ->
                                accepted(
                                        tenants.restore(
                                                handle,
                                                original.id(),
                                                body.backup(),
                                                wish,
                                                caller.actor())))
                .toResponse();
    }

    private Answer accepted(RequestedTenant requested) {
        return idempotency.answer(
                ACCEPTED,
                "/api/v1/platform/operations/" + requested.operation().value(),
                new RequestedView(
                        TenantView.of(requested.tenant()),
                        OperationView.justRequested(
                                requested,
                                TenantCreation.RESTORE,
                                requested.tenant().createdAt())));
    }
}
