package io.tenantry.tenants;

import io.quarkus.security.PermissionsAllowed;
import io.tenantry.access.Permissions;
import io.tenantry.access.audit.AuditQuery;
import io.tenantry.access.audit.AuditReading;
import io.tenantry.access.audit.AuditView;
import io.tenantry.paging.Page;
import io.tenantry.paging.PageRequest;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.audit.AuditVerdict;
import io.tenantry.provisioning.audit.AuditVerification;
import io.tenantry.provisioning.audit.ChainHead;
import io.tenantry.routing.TenantId;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who did what on the platform. */
@Path("/api/v1/platform/audit")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Audit")
class AuditResource {
    private final AuditReading reading;
    private final AuditVerification verification;
    private final TenantKeys keys;

    AuditResource(AuditReading reading, AuditVerification verification, TenantKeys keys) {
        this.reading = reading;
        this.verification = verification;
        this.keys = keys;
    }

    @GET
    @PermissionsAllowed(Permissions.PLATFORM_AUDIT_READ)
    @Operation(
            operationId = "listAudit",
            summary = "The audit log, newest first",
            description =
                    "Append-only: who did what, from where, before and after. All filters may be"
                            + " combined.")
    @APIResponse(
            responseCode = "200",
            description = "Entries",
            content = @Content(schema = @Schema(implementation = AuditPage.class)))
    @APIResponse(responseCode = "400", description = "`validation_failed` or `malformed_request`")
    @APIResponse(responseCode = "404", description = "`tenant_not_found`")
    public Page<AuditView> list(
            @QueryParam("tenant") @Schema(description = "A tenant's id or slug")
                    @Nullable String tenant,
            @Valid @BeanParam AuditQuery query,
            @BeanParam PageRequest page) {
        return reading.page(tenant == null ? null : keys.demand(tenant).id(), query, page);
    }

    @GET
    @Path("/verify")
    @PermissionsAllowed(Permissions.PLATFORM_AUDIT_READ)
    @Operation(
            operationId = "verifyAudit",
            summary = "Check the audit log against its chain of hashes",
            description =
                    "Of one tenant, or of what belongs to none. An entry that was changed, removed"
                            + " or slipped in is found; entries cut off at the end are found if a"
                            + " head that was noted earlier is given.")
    @APIResponse(
            responseCode = "200",
            description = "What came of it",
            content = @Content(schema = @Schema(implementation = VerdictView.class)))
    @APIResponse(responseCode = "400", description = "`malformed_request`")
    @APIResponse(responseCode = "404", description = "`tenant_not_found`")
    public VerdictView verify(
            @QueryParam("tenant")
                    @Schema(description = "A tenant's id or slug; none for the platform's own")
                    @Nullable String tenant,
            @QueryParam("head")
                    @Schema(description = "A head that was noted earlier", examples = "1042:9f2c…")
                    @Nullable String head) {
        TenantId id = tenant == null ? null : keys.demand(tenant).id();
        return VerdictView.of(verification.verify(id, head == null ? null : parsed(head)));
    }

    private static ChainHead parsed(String head) {
        return ChainHead.parse(head)
                .orElseThrow(() ->
                        new ProblemException(
                                ErrorCode.MALFORMED_REQUEST,
                                "head is not one of this log",
                                "Give one as an earlier check answered it."));
    }

    /** The shape of the answer: OpenAPI does not see through {@link Page}. */
    @Schema(name = "AuditPage")
    record AuditPage(List<AuditView> items, @Nullable String nextCursor) {}

    /** What came of a check. */
    @Schema(name = "AuditVerdict")
    record VerdictView(
            boolean intact,
            @Schema(description = "How many the chain holds") long entries,
            @Schema(description = "Note it elsewhere, for a later check") String head,
            List<FindingView> findings) {
        static VerdictView of(AuditVerdict verdict) {
            return new VerdictView(
                    verdict.isIntact(),
                    verdict.entries(),
                    verdict.head().toString(),
                    verdict.findings().stream()
                            .map(each -> new FindingView(each.entry(), each.what()))
                            .toList());
        }
    }

    /** Something that is not as it was written. */
    @Schema(name = "AuditFinding")
    record FindingView(@Nullable String entry, String what) {}
}
