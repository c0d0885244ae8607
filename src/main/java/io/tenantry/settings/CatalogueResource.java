package io.tenantry.settings;

import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Permissions;
import io.tenantry.paging.Page;
import io.tenantry.provisioning.settings.SettingCatalogue;
import io.tenantry.settings.SettingMessages.DeclarationPage;
import io.tenantry.settings.SettingMessages.DeclarationView;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which settings there are. */
@Path("/api/v1/platform/settings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Settings")
class CatalogueResource {
    private final SettingCatalogue catalogue;

    CatalogueResource(SettingCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    @GET
    @PermissionsAllowed(Permissions.PLAN_READ)
    @Operation(
            operationId = "listSettings",
            summary = "The settings that tenants and plans can have; all on one page")
    @APIResponseSchema(value = DeclarationPage.class, responseCode = "200")
    public Page<DeclarationView> list() {
        return new Page<>(catalogue.all().stream().map(DeclarationView::of).toList(), null);
    }
}
