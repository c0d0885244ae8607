package io.tenantry.access.support;

import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Caller;
import io.tenantry.access.Permissions;
import io.tenantry.access.support.SupportMessages.SupportAccess;
import io.tenantry.access.support.SupportMessages.VisitPage;
import io.tenantry.access.support.SupportMessages.VisitView;
import io.tenantry.access.user.Standings;
import io.tenantry.paging.Page;
import io.tenantry.paging.PageRequest;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantContext;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.http.TenantScoped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jdbi.v3.core.Handle;

/** Whether guests of the platform may enter the token's tenant, and who did. */
@Path("/api/v1/support-access")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@TenantScoped
@Tag(name = "Organisation")
class SupportAccessResource {
    private final VisitRecords records;
    private final Visits visits;
    private final Standings standings;
    private final ControlPlane controlPlane;
    private final AuditLog audit;
    private final Caller caller;

    SupportAccessResource(
            VisitRecords records,
            Visits visits,
            Standings standings,
            ControlPlane controlPlane,
            AuditLog audit,
            Caller caller) {
        this.records = records;
        this.visits = visits;
        this.standings = standings;
        this.controlPlane = controlPlane;
        this.audit = audit;
        this.caller = caller;
    }

    @GET
    @PermissionsAllowed(Permissions.SUPPORT_ACCESS_READ)
    @Operation(
            operationId = "readSupportAccess",
            summary = "Whether support may enter the organisation")
    @APIResponseSchema(value = SupportAccess.class, responseCode = "200")
    public SupportAccess read() {
        TenantId tenant = TenantContext.require();
        return SupportAccess.of(controlPlane.read(handle -> records.policy(handle, tenant)));
    }

    @PUT
    @PermissionsAllowed(Permissions.SUPPORT_ACCESS_MANAGE)
    @Operation(
            operationId = "changeSupportAccess",
            summary = "Say whether support may enter the organisation",
            description = "Visits that are not allowed any more end at once.")
    @APIResponseSchema(value = SupportAccess.class, responseCode = "200")
    @APIResponse(responseCode = "400", description = "`validation_failed`")
    public SupportAccess change(@NotNull @Valid SupportAccess body) {
        TenantId tenant = TenantContext.require();
        controlPlane.useTransaction(handle -> change(handle, tenant, body.policy()));
        return SupportAccess.of(body.policy());
    }

    private void change(Handle handle, TenantId tenant, SupportPolicy wanted) {
        standings.lock(handle, tenant);
        standings.require(handle, tenant, caller.userId(), Permissions.SUPPORT_ACCESS_MANAGE);
        Instant now = controlPlane.now();
        SupportPolicy before = records.policy(handle, tenant);
        records.put(handle, tenant, wanted, now);
        audit.append(
                handle,
                new AuditEntry(
                        caller.actor(),
                        tenant,
                        "support.allow",
                        null,
                        SupportAccess.of(before),
                        SupportAccess.of(wanted)));
        Instant until = wanted.until();
        for (Visit visit : records.open(handle, tenant, now)) {
            if (!wanted.allows(visit.mode(), now)
                    || (until != null && visit.expiresAt().isAfter(until))) {
                visits.end(handle, visit, caller);
            }
        }
    }

    @GET
    @Path("/visits")
    @PermissionsAllowed(Permissions.SUPPORT_ACCESS_READ)
    @Operation(
            operationId = "listVisitsHere",
            summary = "Visits of support to the organisation, newest first")
    @APIResponseSchema(value = VisitPage.class, responseCode = "200")
    public Page<VisitView> list(@BeanParam PageRequest page) {
        return visits.of(TenantContext.require(), page);
    }

    @DELETE
    @Path("/visits/{visit}")
    @PermissionsAllowed(Permissions.SUPPORT_ACCESS_MANAGE)
    @Operation(
            operationId = "endVisitHere",
            summary = "End a visit of support",
            description = "Its tokens are void at once, and within a second on all replicas.")
    @APIResponse(responseCode = "204", description = "The visit is over")
    @APIResponse(responseCode = "404", description = "`visit_not_found`")
    public void end(@PathParam("visit") String visit) {
        visits.end(TenantContext.require(), visit, caller);
    }
}
