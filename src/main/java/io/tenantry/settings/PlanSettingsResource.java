package io.tenantry.settings;

import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Caller;
import io.tenantry.access.Permissions;
import io.tenantry.paging.Page;
import io.tenantry.provisioning.settings.PlanSettings;
import io.tenantry.settings.SettingMessages.NewValue;
import io.tenantry.settings.SettingMessages.PlanSettingPage;
import io.tenantry.settings.SettingMessages.PlanSettingView;
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

/** What a plan gives its tenants, for platform administrators. */
@Path("/api/v1/platform/plans/{plan}/settings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Settings")
class PlanSettingsResource {
    private final PlanSettings plans;
    private final Caller caller;

    PlanSettingsResource(PlanSettings plans, Caller caller) {
        this.plans = plans;
        this.caller = caller;
    }

    @GET
    @PermissionsAllowed(Permissions.PLAN_READ)
    @Operation(
            operationId = "listPlanSettings",
            summary = "What holds for the tenants of a plan; all on one page")
    @APIResponseSchema(value = PlanSettingPage.class, responseCode = "200")
    @APIResponse(responseCode = "400", description = "`plan_malformed`")
    public Page<PlanSettingView> list(@PathParam("plan") String plan) {
        return new Page<>(views(plan), null);
    }

    @PUT
    @Path("/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @PermissionsAllowed(Permissions.PLAN_UPDATE)
    @Operation(
            operationId = "putPlanSetting",
            summary = "Give the tenants of a plan a value",
            description =
                    "It holds for those that have none of their own; every replica obeys it within"
                            + " five seconds.")
    @APIResponseSchema(value = PlanSettingView.class, responseCode = "200")
    @APIResponse(
            responseCode = "400",
            description = "`setting_invalid`, `plan_malformed` or `validation_failed`")
    @APIResponse(responseCode = "404", description = "`setting_not_found`")
    public PlanSettingView put(
            @PathParam("plan") String plan,
            @PathParam("name") String name,
            @NotNull @Valid NewValue body) {
        plans.put(plan, name, body.value(), caller.actor());
        return views(plan).stream()
                .filter(view -> view.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @DELETE
    @Path("/{name}")
    @PermissionsAllowed(Permissions.PLAN_UPDATE)
    @Operation(
            operationId = "removePlanSetting",
            summary = "Have the default hold for the tenants of a plan")
    @APIResponse(responseCode = "204", description = "The plan has no value")
    @APIResponse(responseCode = "400", description = "`plan_malformed`")
    @APIResponse(responseCode = "404", description = "`setting_not_found`")
    public void remove(@PathParam("plan") String plan, @PathParam("name") String name) {
        plans.remove(plan, name, caller.actor());
    }

    private List<PlanSettingView> views(String plan) {
        return plans.list(plan).stream().map(PlanSettingView::of).toList();
    }
}
