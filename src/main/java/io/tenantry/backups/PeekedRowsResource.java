package io.tenantry.backups;

import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Caller;
import io.tenantry.access.Permissions;
import io.tenantry.backups.PeekedRowsMessages.DiffView;
import io.tenantry.backups.PeekedRowsMessages.DiffWish;
import io.tenantry.backups.PeekedRowsMessages.RequestedRowsView;
import io.tenantry.backups.PeekedRowsMessages.Returned;
import io.tenantry.backups.PeekedRowsMessages.RowReturnView;
import io.tenantry.backups.PeekedRowsMessages.RowsReportView;
import io.tenantry.problem.Answer;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.Idempotency;
import io.tenantry.problem.IdempotentCall;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.restore.PeekDiffs;
import io.tenantry.provisioning.restore.PeekKinds;
import io.tenantry.provisioning.restore.PeekedRows;
import io.tenantry.provisioning.restore.RequestedRows;
import io.tenantry.provisioning.restore.RowsWish;
import io.tenantry.routing.TenantId;
import io.tenantry.tenants.AcceptedOperations;
import io.tenantry.tenants.TenantKeys;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What became of a tenant's rows since a peek, and rows of it that go back. */
@Path("/api/v1/platform/tenants/{tenantKey}/peeks/{peek}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Peeks")
class PeekedRowsResource {
    private static final String RETURN = "return_rows";
    private static final int OK = 200;

    private final PeekDiffs diffs;
    private final PeekedRows rows;
    private final TenantKeys keys;
    private final Idempotency idempotency;
    private final Caller caller;
    private final AcceptedOperations accepted;

    PeekedRowsResource(
            PeekDiffs diffs,
            PeekedRows rows,
            TenantKeys keys,
            Idempotency idempotency,
            Caller caller,
            AcceptedOperations accepted) {
        this.diffs = diffs;
        this.rows = rows;
        this.keys = keys;
        this.idempotency = idempotency;
        this.caller = caller;
        this.accepted = accepted;
    }

    @POST
    @Path("/diff")
    @PermissionsAllowed(Permissions.PEEK_REVEAL)
    @Operation(
            operationId = "diffPeek",
            summary = "Compare a peek with what is there now",
            description =
                    "Both as they are at one moment, table by table, by primary key; tables without one"
                            + " by all values. Answers when it is done, which takes as long as the"
                            + " database server needs to read the tables.")
    @APIResponseSchema(value = DiffView.class, responseCode = "200")
    @APIResponse(responseCode = "400", description = "`validation_failed` or `rows_malformed`")
    @APIResponse(responseCode = "404", description = "`tenant_not_found` or `peek_not_found`")
    @APIResponse(responseCode = "409", description = "`peek_state_conflict`")
    public DiffView diff(
            @PathParam("tenantKey") String tenantKey,
            @PathParam("peek") String peek,
            @Valid @Nullable DiffWish body) {
        DiffWish wish = body == null ? DiffWish.ALL : body;
        List<String> tables = wish.tables();
        Integer examples = wish.examples();
        return DiffView.of(
                diffs.diff(
                        keys.demand(tenantKey).id(),
                        peek,
                        tables == null ? Set.of() : Set.copyOf(tables),
                        examples == null ? 0 : examples,
                        caller.actor()));
    }

    @POST
    @Path("/rows")
    @PermissionsAllowed(Permissions.RESTORE_RUN)
    @Operation(
            operationId = "returnRows",
            summary = "Bring rows of one table back from a peek",
            description =
                    "In one transaction of the tenant's database, with its foreign keys and unique keys"
                            + " in force: all of them, or none. `insert-missing` brings those back"
                            + " that are not there, `replace` also gives those that are others the"
                            + " values that they had. `dryRun` does it and takes it back.")
    @APIResponse(
            responseCode = "200",
            description = "What would come of it, with `dryRun`",
            content = @Content(schema = @Schema(implementation = RowsReportView.class)))
    @APIResponse(
            responseCode = "202",
            description = "Asked for",
            content = @Content(schema = @Schema(implementation = RequestedRowsView.class)))
    @APIResponse(responseCode = "400", description = "`validation_failed` or `rows_malformed`")
    @APIResponse(responseCode = "404", description = "`tenant_not_found` or `peek_not_found`")
    @APIResponse(
            responseCode = "409",
            description =
                    "`peek_state_conflict`, `rows_too_many`, `rows_refused`, `tenant_busy` or"
                            + " `tenant_state_conflict`")
    public RestResponse<String> bringBack(
            @PathParam("tenantKey") String tenantKey,
            @PathParam("peek") String peek,
            @NotNull @Valid Returned body,
            @HeaderParam(IdempotentCall.HEADER) @Nullable String key) {
        TenantId tenant = keys.demand(tenantKey).id();
        RowsWish wish = body.wish();
        if (Boolean.TRUE.equals(body.dryRun())) {
            return idempotency
                    .answer(OK, null, RowsReportView.of(rows.plan(tenant, peek, wish)))
                    .toResponse();
        }
        return idempotency
                .inControlPlane(
                        idempotency.call(
                                caller.userId(),
                                RETURN,
                                key,
                                Map.of("tenant", tenant.value(), "peek", peek, "body", body)),
                        handle -> accepted(rows.start(handle, tenant, peek, wish, caller.actor())))
                .toResponse();
    }

    @GET
    @Path("/rows/{rows}")
    @Consumes(MediaType.WILDCARD)
    @PermissionsAllowed(Permissions.PEEK_READ)
    @Operation(operationId = "getReturnedRows", summary = "What came of bringing rows back")
    @APIResponseSchema(value = RowReturnView.class, responseCode = "200")
    @APIResponse(responseCode = "404", description = "`tenant_not_found` or `rows_not_found`")
    public RowReturnView read(
            @PathParam("tenantKey") String tenantKey,
            @PathParam("peek") String peek,
            @PathParam("rows") String id) {
        return rows.find(keys.demand(tenantKey).id(), peek, id)
                .map(RowReturnView::of)
                .orElseThrow(() ->
                        new ProblemException(
                                ErrorCode.ROWS_NOT_FOUND,
                                "nothing of this id was brought back from the peek",
                                "Use the id that the call answered."));
    }

    private Answer accepted(RequestedRows requested) {
        return accepted.answer(
                PeekKinds.ROWS,
                requested.operation(),
                requested.rows().tenant(),
                operation -> new RequestedRowsView(RowReturnView.of(requested.rows()), operation));
    }
}
