package io.tenantry.tenants;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Multi;
import io.tenantry.access.Caller;
import io.tenantry.access.Permissions;
import io.tenantry.paging.Page;
import io.tenantry.paging.PageRequest;
import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.journal.OperationFilter;
import io.tenantry.provisioning.journal.OperationId;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.provisioning.journal.Operations;
import io.tenantry.tenants.TenantAnswers.OperationView;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Operations: what is being done to the fleet, and how far it has come. */
@Path("/api/v1/platform/operations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operations")
class OperationsResource {
    private static final String STATES = "running|succeeded|failed|undone";

    private final Operations operations;
    private final OperationEvents events;
    private final TenantKeys keys;
    private final Caller caller;

    OperationsResource(
            Operations operations, OperationEvents events, TenantKeys keys, Caller caller) {
        this.operations = operations;
        this.events = events;
        this.keys = keys;
        this.caller = caller;
    }

    @GET
    @PermissionsAllowed(Permissions.OPERATION_READ)
    @Operation(
            operationId = "listOperations",
            summary = "Operations, newest first, without steps",
            description = "All filters may be combined.")
    @APIResponse(
            responseCode = "200",
            description = "Operations",
            content = @Content(schema = @Schema(implementation = OperationPage.class)))
    @APIResponse(responseCode = "400", description = "`validation_failed` or `malformed_request`")
    @APIResponse(responseCode = "404", description = "`tenant_not_found`")
    public Page<OperationView> list(
            @QueryParam("state")
                    @Pattern(regexp = STATES)
                    @Schema(enumeration = {"running", "succeeded", "failed", "undone"})
                    @Nullable String state,
            @QueryParam("kind")
                    @Pattern(regexp = "[a-z][a-z.-]{0,39}")
                    @Schema(description = "The whole kind", examples = "tenant.create")
                    @Nullable String kind,
            @QueryParam("tenant") @Schema(description = "A tenant's id or slug")
                    @Nullable String tenant,
            @BeanParam PageRequest page) {
        String before = page.after();
        OperationFilter filter =
                new OperationFilter(
                        tenant == null ? null : keys.demand(tenant).id(),
                        state == null ? null : OperationState.fromCode(state),
                        kind);
        return Page.of(
                operations.list(
                        filter, before == null ? null : new OperationId(before), page.limit() + 1),
                page,
                operation -> operation.id().value(),
                OperationView::of);
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed(Permissions.OPERATION_READ)
    @Operation(operationId = "getOperation", summary = "An operation and its steps")
    @APIResponseSchema(value = OperationView.class, responseCode = "200")
    @APIResponse(responseCode = "404", description = "`operation_not_found`")
    public OperationView read(@PathParam("id") String id) {
        return operations.find(known(id)).map(OperationView::of).orElseThrow(() -> unknown(id));
    }

    @GET
    @Path("/{id}/events")
    @PermissionsAllowed(Permissions.OPERATION_READ)
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            operationId = "followOperation",
            summary = "An operation's events, live",
            description =
                    "Server-sent events `step` and `operation`, each numbered; after a broken"
                            + " connection send Last-Event-ID to go on. The stream ends with the"
                            + " operation.")
    @APIResponse(
            responseCode = "200",
            description = "A stream of events",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = String.class)))
    @APIResponse(
            responseCode = "204",
            description = "Last-Event-ID is the last there is: do not connect again")
    @APIResponse(responseCode = "404", description = "`operation_not_found`")
    public Multi<OutboundSseEvent> events(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) @Nullable String lastEventId) {
        OperationId known = known(id);
        if (operations.find(known).isEmpty()) {
            throw unknown(id);
        }
        if (events.isOver(known, lastEventId)) {
            // An EventSource connects again whenever a stream ends, until it is told this.
            throw new WebApplicationException(Response.Status.NO_CONTENT);
        }
        return events.follow(known, lastEventId);
    }

    @POST
    @Path("/{id}/retry")
    @PermissionsAllowed(Permissions.OPERATION_RETRY)
    @Operation(operationId = "retryOperation", summary = "Set a failed operation going again")
    @APIResponseSchema(value = OperationView.class, responseCode = "202")
    @APIResponse(responseCode = "404", description = "`operation_not_found`")
    @APIResponse(responseCode = "409", description = "`operation_not_retryable`")
    @ResponseStatus(202)
    public OperationView retry(@PathParam("id") String id) {
        operations.retry(known(id), caller.actor());
        return read(id);
    }

    /** The shape of the answer: OpenAPI does not see through {@link Page}. */
    @Schema(name = "OperationPage")
    record OperationPage(List<OperationView> items, @Nullable String nextCursor) {}

    private static OperationId known(String id) {
        return OperationId.parse(id).orElseThrow(() -> unknown(id));
    }

    private static ProvisioningException unknown(String id) {
        return new ProvisioningException(Reason.OPERATION_UNKNOWN, "no operation has the id " + id);
    }
}
