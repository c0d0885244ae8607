package io.tenantry.backups;

import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Caller;
import io.tenantry.access.Permissions;
import io.tenantry.backups.BackupMessages.BackupView;
import io.tenantry.backups.BackupMessages.RequestedBackupView;
import io.tenantry.paging.Page;
import io.tenantry.paging.PageRequest;
import io.tenantry.problem.Answer;
import io.tenantry.problem.Idempotency;
import io.tenantry.problem.IdempotentCall;
import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.backup.Backup;
import io.tenantry.provisioning.backup.BackupKind;
import io.tenantry.provisioning.backup.Backups;
import io.tenantry.provisioning.backup.LastBackup;
import io.tenantry.provisioning.backup.RequestedBackup;
import io.tenantry.routing.TenantId;
import io.tenantry.tenants.AcceptedOperations;
import io.tenantry.tenants.TenantKeys;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Backups of a tenant, for whoever runs the platform. */
@Path("/api/v1/platform/tenants/{tenantKey}/backups")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Backups")
class BackupsResource {

    private final Backups backups;
    private final TenantKeys keys;
    private final Idempotency idempotency;
    private final Caller caller;
    private final AcceptedOperations accepted;

    BackupsResource(
            Backups backups,
            TenantKeys keys,
            Idempotency idempotency,
            Caller caller,
            AcceptedOperations accepted) {
        this.backups = backups;
        this.keys = keys;
        this.idempotency = idempotency;
        this.caller = caller;
        this.accepted = accepted;
    }

    @GET
    @PermissionsAllowed(Permissions.BACKUP_READ)
    @Operation(operationId = "listBackups", summary = "Backups of a tenant, newest first")
    @APIResponseSchema(value = BackupPage.class, responseCode = "200")
    public Page<BackupView> list(
            @PathParam("tenantKey") String tenantKey, @BeanParam PageRequest page) {
        return Page.of(
                backups.list(keys.demand(tenantKey).id(), page.after(), page.limit() + 1),
                page,
                Backup::id,
                BackupView::of);
    }

    @GET
    @Path("/{backup}")
    @PermissionsAllowed(Permissions.BACKUP_READ)
    @Operation(operationId = "getBackup", summary = "A backup of a tenant")
    @APIResponseSchema(value = BackupView.class, responseCode = "200")
    @APIResponse(responseCode = "404", description = "`tenant_not_found` or `backup_not_found`")
    public BackupView read(
            @PathParam("tenantKey") String tenantKey, @PathParam("backup") String backup) {
        return backups.find(keys.demand(tenantKey).id(), backup)
                .map(BackupView::of)
                .orElseThrow(() ->
                        new ProvisioningException(
                                Reason.BACKUP_UNKNOWN, "the tenant has no such backup"));
    }

    @POST
    @PermissionsAllowed(Permissions.BACKUP_CREATE)
    @Operation(
            operationId = "createBackup",
            summary = "Ask for a backup of a tenant",
            description =
                    "It shows all tables at one moment after the operation began. The tenant is"
                            + " served all the while; what would change its tables waits.")
    @APIResponse(
            responseCode = "202",
            description = "Asked for",
            content = @Content(schema = @Schema(implementation = RequestedBackupView.class)))
    @APIResponse(responseCode = "404", description = "`tenant_not_found`")
    @APIResponse(responseCode = "409", description = "`tenant_state_conflict` or `backups_off`")
    public RestResponse<String> create(
            @PathParam("tenantKey") String tenantKey,
            @HeaderParam(IdempotentCall.HEADER) @Nullable String key) {
        return change(
                BackupKind.CREATE,
                tenantKey,
                "",
                key,
                (handle, tenant) -> backups.create(handle, tenant, caller.actor()));
    }

    @POST
    @Path("/{backup}/verify")
    @PermissionsAllowed(Permissions.BACKUP_VERIFY)
    @Operation(
            operationId = "verifyBackup",
            summary = "Read all of a backup and compare it with what was written",
            description = "Nothing is restored. A backup that is not whole becomes `damaged`.")
    @APIResponse(
            responseCode = "202",
            description = "Asked for",
            content = @Content(schema = @Schema(implementation = RequestedBackupView.class)))
    @APIResponse(responseCode = "404", description = "`tenant_not_found` or `backup_not_found`")
    @APIResponse(responseCode = "409", description = "`backup_state_conflict` or `backups_off`")
    public RestResponse<String> verify(
            @PathParam("tenantKey") String tenantKey,
            @PathParam("backup") String backup,
            @HeaderParam(IdempotentCall.HEADER) @Nullable String key) {
        return change(
                BackupKind.VERIFY,
                tenantKey,
                backup,
                key,
                (handle, tenant) -> backups.verify(handle, tenant, backup, caller.actor()));
    }

    @DELETE
    @Path("/{backup}")
    @PermissionsAllowed(Permissions.BACKUP_DELETE)
    @Operation(
            operationId = "deleteBackup",
            summary = "Remove a backup for good",
            description =
                    "The tenant's last good one goes only if `slug` confirms it: nobody could bring"
                            + " anything back afterwards.")
    @APIResponse(
            responseCode = "202",
            description = "Asked for",
            content = @Content(schema = @Schema(implementation = RequestedBackupView.class)))
    @APIResponse(responseCode = "400", description = "`confirmation_mismatch`")
    @APIResponse(responseCode = "404", description = "`tenant_not_found` or `backup_not_found`")
    @APIResponse(
            responseCode = "409",
            description = "`backup_state_conflict`, `backup_locked` or `backups_off`")
    public RestResponse<String> delete(
            @PathParam("tenantKey") String tenantKey,
            @PathParam("backup") String backup,
            @Parameter(description = "The tenant's slug, if it is its last good backup")
                    @QueryParam("slug")
                    @Nullable String slug) {
        return change(
                BackupKind.DELETE,
                tenantKey,
                backup,
                null,
                (handle, tenant) -> {
                    LastBackup.demandConfirmed(handle, tenant, backup, slug);
                    return backups.delete(handle, tenant, backup, caller.actor());
                });
    }

    private RestResponse<String> change(
            String kind,
            String tenantKey,
            String backup,
            @Nullable String key,
            BiFunction<Handle, TenantId, RequestedBackup> change) {
        TenantId tenant = keys.demand(tenantKey).id();
        return idempotency
                .inControlPlane(
                        idempotency.call(
                                caller.userId(),
                                kind,
                                key,
                                Map.of("tenant", tenant.value(), "backup", backup)),
                        handle -> accepted(kind, change.apply(handle, tenant)))
                .toResponse();
    }

    private Answer accepted(String kind, RequestedBackup requested) {
        return accepted.answer(
                kind,
                requested.operation(),
                requested.backup().tenant(),
                operation -> new RequestedBackupView(BackupView.of(requested.backup()), operation));
    }

    /** The shape of a list: OpenAPI does not see through pages. */
    @Schema(name = "BackupPage")
    record BackupPage(List<BackupView> items, @Nullable String nextCursor) {}
}
