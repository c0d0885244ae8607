package io.tenantry.exports;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tenantry.access.ClientAddress;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.export.Export;
import io.tenantry.provisioning.export.Exports;
import io.tenantry.provisioning.tenant.Tenants;
import io.tenantry.routing.TenantId;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import java.io.InputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Where links to exports lead: open to whoever has one, as long as it is good. */
@Path(DownloadLinks.PATH)
@Tag(name = "Exports")
class DownloadsResource {
    private static final String ZIP = "application/zip";
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final DownloadLinks links;
    private final Exports exports;
    private final Tenants tenants;

    DownloadsResource(DownloadLinks links, Exports exports, Tenants tenants) {
        this.links = links;
        this.exports = exports;
        this.tenants = tenants;
    }

    // A thread that costs nothing, because it waits for whoever downloads.
    @GET
    @Path("/{export}")
    @Produces(ZIP)
    @PermitAll
    @RunOnVirtualThread
    @Operation(
            operationId = "download",
            summary = "Download an export by a link to it",
            description = "The parameters are those of the link, as they are.")
    @APIResponse(
            responseCode = "200",
            description = "The zip",
            content =
                    @Content(
                            mediaType = ZIP,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "403", description = "`link_invalid`")
    @APIResponse(responseCode = "404", description = "`export_not_found`")
    @APIResponse(responseCode = "409", description = "`export_state_conflict`")
    @APIResponse(responseCode = "410", description = "`link_expired` or `export_expired`")
    public RestResponse<InputStream> download(
            @PathParam("export") String id,
            @QueryParam(DownloadLinks.TENANT) @Nullable String tenantId,
            @Parameter(description = "Seconds since 1970") @QueryParam(DownloadLinks.EXPIRES)
                    @Nullable String expires,
            @QueryParam(DownloadLinks.SIGNATURE) @Nullable String signature,
            @Context RoutingContext request) {
        TenantId tenant = links.demandGood(id, tenantId, expires, signature);
        Export export = exports.demandReady(tenant, id);
        InputStream zip =
                new HangUpStream(exports.open(tenant, id, bearer(request)), request.request());
        RestResponse.ResponseBuilder<InputStream> response =
                RestResponse.ResponseBuilder.ok(zip)
                        .type(ZIP)
                        .header("Content-Disposition", disposition(export))
                        .header("Referrer-Policy", "no-referrer");
        if (export.bytes() != null) {
            response.header("Content-Length", export.bytes());
        }
        return response.build();
    }

    private String disposition(Export export) {
        Instant moment = Optional.ofNullable(export.takenAt()).orElse(export.createdAt());
        String slug =
                tenants.find(export.tenant()).map(tenant -> tenant.slug().value()).orElse("export");
        return "attachment; filename=\"%s-%s.zip\"".formatted(slug, MOMENT.format(moment));
    }

    private static Actor bearer(RoutingContext request) {
        return new Actor("link", ClientAddress.of(request.request()));
    }
}
