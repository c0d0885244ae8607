package io.tenantry.backups;

import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Permissions;
import io.tenantry.backups.ScheduleMessages.DrillView;
import io.tenantry.backups.ScheduleMessages.TenantAtRiskView;
import io.tenantry.paging.Page;
import io.tenantry.paging.PageRequest;
import io.tenantry.provisioning.drill.Drill;
import io.tenantry.provisioning.drill.Drills;
import io.tenantry.provisioning.schedule.BackupSchedule;
import io.tenantry.provisioning.schedule.TenantAtRisk;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How all tenants stand with their backups, for whoever runs the platform. */
@Path("/api/v1/platform/backups")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Backups")
class FleetBackupsResource {
    private final BackupSchedule schedule;
    private final Drills drills;

    FleetBackupsResource(BackupSchedule schedule, Drills drills) {
        this.schedule = schedule;
        this.drills = drills;
    }

    @GET
    @Path("/at-risk")
    @PermissionsAllowed(Permissions.BACKUP_READ)
    @Operation(
            operationId = "listTenantsAtRisk",
            summary = "Tenants whose data is at risk",
            description =
                    "Those without a good backup, with one that is older than their schedule allows"
                            + " or that shows a former database, those whose last attempt failed,"
                            + " and those whose last restore drill failed with no good backup since."
                            + " Tenants without a schedule are not listed.")
    @APIResponseSchema(value = TenantAtRiskPage.class, responseCode = "200")
    public Page<TenantAtRiskView> atRisk(@BeanParam PageRequest page) {
        String after = page.after();
        List<TenantAtRisk> found =
                schedule.atRisk().stream()
                        .filter(each -> after == null || each.tenant().value().compareTo(after) > 0)
                        .limit(page.limit() + 1L)
                        .toList();
        return Page.of(found, page, each -> each.tenant().value(), TenantAtRiskView::of);
    }

    @GET
    @Path("/drills")
    @PermissionsAllowed(Permissions.BACKUP_READ)
    @Operation(
            operationId = "listDrills",
            summary = "Receipts of restore drills, newest first",
            description =
                    "What came back of which backup, and the recovery point and recovery time that"
                            + " were measured.")
    @APIResponseSchema(value = DrillPage.class, responseCode = "200")
    public Page<DrillView> drills(@BeanParam PageRequest page) {
        return Page.of(
                drills.list(null, page.after(), page.limit() + 1), page, Drill::id, DrillView::of);
    }

    /** The shape of a list: OpenAPI does not see through pages. */
    @Schema(name = "TenantAtRiskPage")
    record TenantAtRiskPage(List<TenantAtRiskView> items, @Nullable String nextCursor) {}

    /** The shape of a list: OpenAPI does not see through pages. */
    @Schema(name = "DrillPage")
    record DrillPage(List<DrillView> items, @Nullable String nextCursor) {}
}
