package io.tenantry.settings;

import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Caller;
import io.tenantry.access.Permissions;
import io.tenantry.paging.Page;
import io.tenantry.provisioning.settings.SettingOverrides;
import io.tenantry.routing.TenantId;
import io.tenantry.settings.SettingMessages.NewValue;
import io.tenantry.settings.SettingMessages.TenantSettingPage;
import io.tenantry.settings.SettingMessages.TenantSettingView;
import io.tenantry.tenants.TenantKeys;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The settings of one tenant, for platform administrators. */
@Path("/api/v1/platform/tenants/{tenantKey}/settings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Settings")
class TenantSettingsResource {
    private final SettingOverrides overrides;
    private final TenantKeys keys;
    private final Caller caller;

    TenantSettingsResource(SettingOverrides overrides, TenantKeys keys, Caller caller) {
        this.overrides = overrides;
        this.keys = keys;
        this.caller = caller;
    }

    @GET
    @PermissionsAllowed(Permissions.TENANT_READ)
    @Operation(
            operationId = "listTenantSettings",
            summary = "What holds for a tenant, and why; all on one page")
    @APIResponseSchema(value = TenantSettingPage.class, responseCode = "200")
    @APIResponse(responseCode = "404", description = "`tenant_not_found`")
    public Page<TenantSettingView> list(@PathParam("tenantKey") String key) {
        return new Page<>(views(keys.demand(key).id()), null);
    }

    @PUT
    @Path("/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @PermissionsAllowed(Permissions.TENANT_UPDATE)
    @Operation(
            operationId = "putTenantSetting",
            summary = "Give a tenant a value of its own",
            description =
                    "Every replica obeys it within a second with Redis, and within five without.")
    @APIResponseSchema(value = TenantSettingView.class, responseCode = "200")
    @APIResponse(responseCode = "400", description = "`setting_invalid` or `validation_failed`")
    @APIResponse(responseCode = "404", description = "`tenant_not_found` or `setting_not_found`")
    @APIResponse(responseCode = "409", description = "`tenant_state_conflict`")
    public TenantSettingView put(
            @PathParam("tenantKey") String key,
            @PathParam("name") String name,
            @NotNull @Valid NewValue body) {
        TenantId tenant = keys.demand(key).id();
        overrides.put(tenant, name, body.value(), caller.actor());
        return views(tenant).stream()
                .filter(view -> view.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @DELETE
    @Path("/{name}")
    @PermissionsAllowed(Permissions.TENANT_UPDATE)
    @Operation(
            operationId = "removeTenantSetting",
            summary = "Have the plan's value, or the default, hold for a tenant")
    @APIResponse(responseCode = "204", description = "The tenant has no value of its own")
    @APIResponse(responseCode = "404", description = "`tenant_not_found` or `setting_not_found`")
    @APIResponse(responseCode = "409", description = "`tenant_state_conflict`")
    public void remove(@PathParam("tenantKey") String key, @PathParam("name") String name) {
        overrides.remove(keys.demand(key).id(), name, caller.actor());
    }

    private List<TenantSettingView> views(TenantId tenant) {
        return overrides.list(tenant).stream().map(TenantSettingView::of).toList();
    }
}
