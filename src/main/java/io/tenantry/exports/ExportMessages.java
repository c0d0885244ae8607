package io.tenantry.exports;

import io.tenantry.provisioning.export.Export;
import io.tenantry.tenants.TenantAnswers.OperationView;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the calls of this room answer. */
final class ExportMessages {
    private ExportMessages() {}

    /** An export; what is not known yet is null. */
    @Schema(name = "Export")
    record ExportView(
            @Schema(examples = "01JD8Q3C5N8F4T3J6B1ZK2M7XA") String id,
            @Schema(
                            examples = "ready",
                            enumeration = {"making", "ready", "failed", "expired", "deleting"})
                    String state,
            @Schema(description = "Whether it was made by itself, as the schedule wants it")
                    boolean scheduled,
            @Schema(examples = "12") @Nullable Integer tables,
            @Schema(examples = "1042") @Nullable Long rows,
            @Schema(description = "Of the zip") @Nullable Long bytes,
            Instant createdAt,
            @Schema(description = "It shows what was there then, or a little later")
                    @Nullable Instant takenAt,
            @Nullable Instant finishedAt,
            @Schema(description = "When it goes by itself") @Nullable Instant expiresAt) {
        static ExportView of(Export export) {
            return new ExportView(
                    export.id(),
                    export.state().code(),
                    export.scheduled(),
                    export.tables(),
                    export.rows(),
                    export.bytes(),
                    export.createdAt(),
                    export.takenAt(),
                    export.finishedAt(),
                    export.expiresAt());
        }
    }

    /** The shape of a list: OpenAPI does not see through pages. */
    @Schema(name = "ExportPage")
    record ExportPage(List<ExportView> items, @Nullable String nextCursor) {}

    /** An export, and the operation that is to do something with it. */
    @Schema(name = "RequestedExport")
    record RequestedExportView(ExportView export, OperationView operation) {}

    /** Where an export can be downloaded for a while. */
    @Schema(name = "ExportLink")
    record LinkView(
            @Schema(
                            examples =
                                    "/api/v1/downloads/01JD8Q3C5N8F4T3J6B1ZK2M7XA?tenant=01JD8Q3C5N8F4T3J6B1ZK2M7XB&expires=1795687925&sig=3q2-7w",
                            description = "Relative to the address that the call was made at")
                    String url,
            Instant expiresAt) {}
}
