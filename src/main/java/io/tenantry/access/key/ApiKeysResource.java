package io.tenantry.access.key;

import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Caller;
import io.tenantry.access.Permissions;
import io.tenantry.access.key.ApiKeyMessages.ApiKeyView;
import io.tenantry.access.key.ApiKeyMessages.MadeApiKey;
import io.tenantry.access.key.ApiKeyMessages.NewApiKey;
import io.tenantry.paging.Page;
import io.tenantry.paging.PageRequest;
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
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** The API keys of the token's tenant. */
@Path("/api/v1/api-keys")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@TenantScoped
@Tag(name = "Organisation")
class ApiKeysResource {
    private final KeyMaking making;
    private final ApiKeys keys;
    private final ControlPlane controlPlane;
    private final Caller caller;

    ApiKeysResource(KeyMaking making, ApiKeys keys, ControlPlane controlPlane, Caller caller) {
        this.making = making;
        this.keys = keys;
        this.controlPlane = controlPlane;
        this.caller = caller;
    }

    @GET
    @PermissionsAllowed(Permissions.API_KEY_READ)
    @Operation(operationId = "listApiKeys", summary = "API keys, newest first, revoked ones too")
    @APIResponseSchema(value = ApiKeyPage.class, responseCode = "200")
    public Page<ApiKeyView> list(@BeanParam PageRequest page) {
        Instant now = controlPlane.now();
        List<ApiKey> found =
                controlPlane.read(handle ->
                        keys.of(handle, TenantContext.require(), page.after(), page.limit() + 1));
        return Page.of(found, page, ApiKey::id, key -> ApiKeyView.of(key, now));
    }

    @POST
    @PermissionsAllowed(Permissions.API_KEY_MANAGE)
    @Operation(
            operationId = "createApiKey",
            summary = "Make an API key",
            description =
                    "The answer shows the key, and nothing shows it again: for that reason the call"
                            + " takes no Idempotency-Key. Revoke a key whose answer was lost.")
    @APIResponseSchema(value = MadeApiKey.class, responseCode = "201")
    @APIResponse(responseCode = "400", description = "`validation_failed`")
    @APIResponse(responseCode = "409", description = "`limit_reached`")
    @ResponseStatus(201)
    public MadeApiKey create(@NotNull @Valid NewApiKey body) {
        return making.make(TenantContext.require(), caller, body);
    }

    @GET
    @Path("/{key}")
    @PermissionsAllowed(Permissions.API_KEY_READ)
    @Operation(operationId = "getApiKey", summary = "An API key, without its secret")
    @APIResponseSchema(value = ApiKeyView.class, responseCode = "200")
    @APIResponse(responseCode = "404", description = "`not_found`")
    public ApiKeyView read(@PathParam("key") String key) {
        TenantId tenant = TenantContext.require();
        return controlPlane
                .read(handle -> keys.find(handle, tenant, key))
                .map(found -> ApiKeyView.of(found, controlPlane.now()))
                .orElseThrow(KeyMaking::unknown);
    }

    @DELETE
    @Path("/{key}")
    @PermissionsAllowed(Permissions.API_KEY_MANAGE)
    @Operation(
            operationId = "revokeApiKey",
            summary = "Revoke an API key",
            description = "It is refused within a second. It stays in the list.")
    @APIResponse(responseCode = "204", description = "Revoked")
    @APIResponse(responseCode = "404", description = "`not_found`")
    public void revoke(@PathParam("key") String key) {
        making.revoke(TenantContext.require(), caller, key);
    }

    /** The shape of a list: OpenAPI does not see through pages. */
    @Schema(name = "ApiKeyPage")
    record ApiKeyPage(List<ApiKeyView> items, @Nullable String nextCursor) {}
}
