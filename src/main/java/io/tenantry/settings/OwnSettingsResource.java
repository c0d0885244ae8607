package io.tenantry.settings;

import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Permissions;
import io.tenantry.provisioning.settings.EffectiveSetting;
import io.tenantry.routing.http.TenantScoped;
import io.tenantry.settings.SettingMessages.OwnView;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What holds for the token's tenant, so that a front end can show or hide things. */
@Path("/api/v1/settings")
@Produces(MediaType.APPLICATION_JSON)
@TenantScoped
@Tag(name = "Settings")
class OwnSettingsResource {
    private final TenantSettings settings;

    OwnSettingsResource(TenantSettings settings) {
        this.settings = settings;
    }

    @GET
    @PermissionsAllowed(Permissions.SETTING_READ)
    @Operation(operationId = "readOwnSettings", summary = "What holds for the token's tenant")
    @APIResponseSchema(value = OwnView.class, responseCode = "200")
    public OwnView read() {
        Map<String, Object> values = new TreeMap<>();
        for (EffectiveSetting<?> setting : settings.all()) {
            values.put(setting.setting().name(), setting.scalar());
        }
        return new OwnView(values);
    }
}
