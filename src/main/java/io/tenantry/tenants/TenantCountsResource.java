package io.tenantry.tenants;

import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Permissions;
import io.tenantry.provisioning.tenant.TenantCounts;
import io.tenantry.provisioning.tenant.Tenants;
import io.tenantry.routing.TenantState;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How many tenants there are. Its address lies beside theirs: a slug may be any word. */
@Path("/api/v1/platform/tenant-counts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tenants")
class TenantCountsResource {
    private final Tenants tenants;

    TenantCountsResource(Tenants tenants) {
        this.tenants = tenants;
    }

    @GET
    @PermissionsAllowed(Permissions.TENANT_READ)
    @Operation(
            operationId = "countTenants",
            summary = "How many tenants there are, in all, by state and by plan")
    @APIResponseSchema(value = CountsView.class, responseCode = "200")
    public CountsView count() {
        return CountsView.of(tenants.counts());
    }

    /** How many tenants there are. */
    @Schema(name = "TenantCounts")
    record CountsView(
            @Schema(description = "Those that are gone among them", examples = "120") long all,
            @Schema(description = "States that none is in are left out") List<InState> states,
            @Schema(description = "Of those that are there; plans that none has are left out")
                    List<OnPlan> plans) {
        static CountsView of(TenantCounts counts) {
            return new CountsView(
                    counts.all(),
                    counts.states().entrySet().stream().map(InState::of).toList(),
                    counts.plans().entrySet().stream().map(OnPlan::of).toList());
        }
    }

    /** How many are in a state. */
    @Schema(name = "TenantsInState")
    record InState(
            @Schema(implementation = TenantAnswers.StateOfTenant.class) String state,
            @Schema(examples = "118") long tenants) {
        static InState of(Map.Entry<TenantState, Long> counted) {
            return new InState(counted.getKey().code(), counted.getValue());
        }
    }

    /** How many have a plan. */
    @Schema(name = "TenantsOnPlan")
    record OnPlan(
            @Schema(examples = "standard") String plan, @Schema(examples = "80") long tenants) {
        static OnPlan of(Map.Entry<String, Long> counted) {
            return new OnPlan(counted.getKey(), counted.getValue());
        }
    }
}
