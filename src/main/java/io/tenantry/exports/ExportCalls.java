package io.tenantry.exports;

import io.tenantry.access.Caller;
import io.tenantry.exports.ExportMessages.ExportView;
import io.tenantry.exports.ExportMessages.LinkView;
import io.tenantry.paging.Page;
import io.tenantry.paging.PageRequest;
import io.tenantry.problem.Answer;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.Idempotency;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.export.Export;
import io.tenantry.provisioning.export.ExportKind;
import io.tenantry.provisioning.export.Exports;
import io.tenantry.provisioning.export.RequestedExport;
import io.tenantry.routing.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestResponse;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What the platform's calls and the tenants' own have in common: all but how they answer. */
@ApplicationScoped
class ExportCalls {
    private final Exports exports;
    private final DownloadLinks links;
    private final Idempotency idempotency;
    private final ExportsConfig config;
    private final Caller caller;

    ExportCalls(
            Exports exports,
            DownloadLinks links,
            Idempotency idempotency,
            ExportsConfig config,
            Caller caller) {
        this.exports = exports;
        this.links = links;
        this.idempotency = idempotency;
        this.config = config;
        this.caller = caller;
    }

    /**
     * Refuses a tenant's own call in words for tenants: those of provisioning are for operators.
     *
     * @throws ProblemException {@code backups_off}
     */
    void demandKept() {
        if (!exports.areKept()) {
            throw new ProblemException(
                    ErrorCode.BACKUPS_OFF,
                    "there is nowhere to keep exports",
                    "Ask the platform operator to set it up.");
        }
    }

    Page<ExportView> list(TenantId tenant, PageRequest page) {
        return Page.of(
                exports.list(tenant, page.after(), page.limit() + 1),
                page,
                Export::id,
                ExportView::of);
    }

    ExportView read(TenantId tenant, String id) {
        return exports.find(tenant, id)
                .map(ExportView::of)
                .orElseThrow(() ->
                        new ProvisioningException(
                                Reason.EXPORT_UNKNOWN, "the tenant has no such export"));
    }

    RestResponse<String> create(
            TenantId tenant, @Nullable String key, Function<RequestedExport, Answer> answer) {
        return once(
                ExportKind.CREATE,
                Map.of("tenant", tenant.value()),
                key,
                handle ->
                        answer.apply(
                                exports.create(handle, tenant, config.lifetime(), caller.actor())));
    }

    RestResponse<String> delete(
            TenantId tenant, String id, Function<RequestedExport, Answer> answer) {
        return once(
                ExportKind.DELETE,
                Map.of("tenant", tenant.value(), "export", id),
                null,
                handle -> answer.apply(exports.delete(handle, tenant, id, caller.actor())));
    }

    private RestResponse<String> once(
            String call,
            Map<String, String> request,
            @Nullable String key,
            Function<Handle, Answer> effect) {
        return idempotency
                .inControlPlane(idempotency.call(caller.userId(), call, key, request), effect)
                .toResponse();
    }

    LinkView link(TenantId tenant, String id) {
        DownloadLinks.Link link = links.to(exports.link(tenant, id, caller.actor()));
        return new LinkView(link.url(), link.expiresAt());
    }
}
