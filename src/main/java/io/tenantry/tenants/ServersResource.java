package io.tenantry.tenants;

import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Caller;
import io.tenantry.access.Permissions;
import io.tenantry.paging.Page;
import io.tenantry.problem.Answer;
import io.tenantry.problem.Idempotency;
import io.tenantry.problem.IdempotentCall;
import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.check.AddedServer;
import io.tenantry.provisioning.check.CheckReport;
import io.tenantry.provisioning.check.ServerChecks;
import io.tenantry.provisioning.server.DatabaseServers;
import io.tenantry.provisioning.server.IntakeChange;
import io.tenantry.provisioning.server.ServerOverview;
import io.tenantry.provisioning.server.ServerRegistration;
import io.tenantry.tenants.ServerAnswers.CheckView;
import io.tenantry.tenants.ServerAnswers.ServerView;
import io.tenantry.tenants.ServerRequests.Change;
import io.tenantry.tenants.ServerRequests.NewServer;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The database servers that tenants lie on. */
@Path("/api/v1/platform/servers")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Database servers")
class ServersResource {
    private static final String ADD = "add_server";
    private static final String UNKNOWN = "`server_not_found`";

    private final DatabaseServers servers;
    private final ServerChecks checks;
    private final Idempotency idempotency;
    private final Caller caller;

    ServersResource(
            DatabaseServers servers, ServerChecks checks, Idempotency idempotency, Caller caller) {
        this.servers = servers;
        this.checks = checks;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    @GET
    @PermissionsAllowed(Permissions.SERVER_READ)
    @Operation(operationId = "listServers", summary = "Database servers; all on one page")
    @APIResponseSchema(value = ServerPage.class, responseCode = "200")
    public Page<ServerView> list() {
        Map<String, CheckReport> last = checks.last();
        return new Page<>(
                servers.overviews().stream()
                        .map(each -> ServerView.of(each, last.get(each.server().name())))
                        .toList(),
                null);
    }

    @GET
    @Path("/{name}")
    @PermissionsAllowed(Permissions.SERVER_READ)
    @Operation(operationId = "getServer", summary = "A database server, with its last check")
    @APIResponseSchema(value = ServerView.class, responseCode = "200")
    @APIResponse(responseCode = "404", description = UNKNOWN)
    public ServerView read(@PathParam("name") String name) {
        return view(
                servers.overview(name)
                        .orElseThrow(() ->
                                new ProvisioningException(
                                        Reason.SERVER_UNKNOWN,
                                        "no database server is called " + name)));
    }

    @POST
    @PermissionsAllowed(Permissions.SERVER_MANAGE)
    @Operation(
            operationId = "addServer",
            summary = "Check a database server, and add it if it is fit",
            description =
                    "Errors refuse it; warnings stand in lastCheck. A server that is known by the"
                            + " name takes over the address, the admin account and what else is"
                            + " given, if its databases are at the new address.")
    @APIResponse(
            responseCode = "201",
            description = "Added, and takes tenants",
            content = @Content(schema = @Schema(implementation = ServerView.class)))
    @APIResponse(
            responseCode = "200",
            description = "Was known, and is now as described",
            content = @Content(schema = @Schema(implementation = ServerView.class)))
    @APIResponse(
            responseCode = "400",
            description = "`validation_failed`, `server_malformed` or `labels_malformed`")
    @APIResponse(responseCode = "409", description = "`server_taken` or `idempotency_key_reused`")
    @APIResponse(
            responseCode = "422",
            description =
                    "`server_unfit` (errors names each finding, with its code and remedy),"
                            + " `server_refused` or `server_unsupported`")
    @APIResponse(responseCode = "503", description = "`server_unreachable`")
    public RestResponse<String> add(
            @NotNull @Valid NewServer body,
            @HeaderParam(IdempotentCall.HEADER) @Nullable String key) {
        Optional<IdempotentCall> call = idempotency.call(caller.userId(), ADD, key, body);
        ServerRegistration registration = body.registration();
        IntakeChange intake = body.intake();
        // The check asks the server, which may take long; a repeated one finds it as it shall be.
        return idempotency
                .inTransactionsOfItsOwn(
                        call, () -> added(checks.add(registration, intake, caller.actor())))
                .toResponse();
    }

    private Answer added(AddedServer added) {
        return idempotency.answer(
                added.isNew() ? 201 : 200,
                "/api/v1/platform/servers/" + added.overview().server().name(),
                ServerView.of(added.overview(), added.report()));
    }

    @PATCH
    @Path("/{name}")
    @PermissionsAllowed(Permissions.SERVER_MANAGE)
    @Operation(
            operationId = "changeServer",
            summary = "Change a server's capacity, weight or labels",
            description = "Concerns new tenants only: those that are there stay.")
    @APIResponseSchema(value = ServerView.class, responseCode = "200")
    @APIResponse(responseCode = "400", description = "`validation_failed` or `labels_malformed`")
    @APIResponse(responseCode = "404", description = UNKNOWN)
    public ServerView change(@PathParam("name") String name, @NotNull @Valid Change body) {
        return view(servers.change(name, body.intake(), caller.actor()));
    }

    @POST
    @Path("/{name}/drain")
    @Consumes(MediaType.WILDCARD)
    @PermissionsAllowed(Permissions.SERVER_MANAGE)
    @Operation(
            operationId = "drainServer",
            summary = "Have a server take no new tenants",
            description = "It serves those it has.")
    @APIResponseSchema(value = ServerView.class, responseCode = "200")
    @APIResponse(responseCode = "404", description = UNKNOWN)
    @APIResponse(responseCode = "409", description = "`server_state_conflict`")
    public ServerView drain(@PathParam("name") String name) {
        return view(servers.drain(name, caller.actor()));
    }

    @POST
    @Path("/{name}/down")
    @Consumes(MediaType.WILDCARD)
    @PermissionsAllowed(Permissions.SERVER_MANAGE)
    @Operation(
            operationId = "declareServerDown",
            summary = "Say that a server does not work",
            description =
                    "It takes no new tenants until it is activated, which it has to answer to.")
    @APIResponseSchema(value = ServerView.class, responseCode = "200")
    @APIResponse(responseCode = "404", description = UNKNOWN)
    @APIResponse(responseCode = "409", description = "`server_state_conflict`")
    public ServerView declareDown(@PathParam("name") String name) {
        return view(servers.declareDown(name, caller.actor()));
    }

    @POST
    @Path("/{name}/activate")
    @Consumes(MediaType.WILDCARD)
    @PermissionsAllowed(Permissions.SERVER_MANAGE)
    @Operation(operationId = "activateServer", summary = "Have a server take new tenants again")
    @APIResponseSchema(value = ServerView.class, responseCode = "200")
    @APIResponse(responseCode = "404", description = UNKNOWN)
    @APIResponse(responseCode = "409", description = "`server_state_conflict`")
    @APIResponse(responseCode = "422", description = "`server_refused` or `server_unsupported`")
    @APIResponse(responseCode = "503", description = "`server_unreachable`")
    public ServerView activate(@PathParam("name") String name) {
        return view(servers.activate(name, caller.actor()));
    }

    private ServerView view(ServerOverview overview) {
        return ServerView.of(overview, checks.last().get(overview.server().name()));
    }

    @POST
    @Path("/check")
    @PermissionsAllowed(Permissions.SERVER_MANAGE)
    @Operation(
            operationId = "tryServer",
            summary = "Check a server that need not be added",
            description =
                    "Nothing is stored. Makes a scratch database and account on it, and drops them."
                            + " Whatever is wrong is a finding, also that it does not answer.")
    @APIResponseSchema(value = CheckView.class, responseCode = "200")
    @APIResponse(responseCode = "400", description = "`validation_failed` or `server_malformed`")
    public CheckView tryOut(@NotNull @Valid NewServer body) {
        return CheckView.of(checks.tryOut(body.registration(), caller.actor()));
    }

    @POST
    @Path("/{name}/check")
    @Consumes(MediaType.WILDCARD)
    @PermissionsAllowed(Permissions.SERVER_MANAGE)
    @Operation(
            operationId = "checkServer",
            summary = "Check a server and measure what lies there",
            description = "Stored as its lastCheck and load.")
    @APIResponseSchema(value = CheckView.class, responseCode = "200")
    @APIResponse(responseCode = "404", description = UNKNOWN)
    public CheckView check(@PathParam("name") String name) {
        return CheckView.of(checks.check(name, caller.actor()));
    }

    /** The shape of a list: OpenAPI does not see through pages. */
    @Schema(name = "ServerPage")
    record ServerPage(List<ServerView> items, @Nullable String nextCursor) {}
}
