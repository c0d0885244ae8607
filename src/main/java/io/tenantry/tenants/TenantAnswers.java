package io.tenantry.tenants;

import io.tenantry.provisioning.journal.Operation;
import io.tenantry.provisioning.journal.OperationId;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.provisioning.journal.OperationStep;
import io.tenantry.provisioning.tenant.DeletionReceipt;
import io.tenantry.provisioning.tenant.Tenant;
import io.tenantry.routing.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the calls of this room answer. */
public final class TenantAnswers {
    private TenantAnswers() {}

    /** Where a tenant is in its life, as the API writes it. */
    @Schema(
            name = "TenantState",
            type = SchemaType.STRING,
            enumeration = {
                "requested",
                "provisioning",
                "active",
                "suspended",
                "maintenance",
                "deleting",
                "deleted",
                "purged",
                "failed"
            },
            examples = "active")
    interface StateOfTenant {}

    /** A tenant as the platform sees it. */
    @Schema(name = "Tenant")
    public record TenantView(
            @Schema(examples = "01JD8Q3C5N8F4T3J6B1ZK2M7XA") String id,
            @Schema(examples = "acme") String slug,
            @Schema(examples = "Acme Fashion Ltd") String name,
            @Nullable String plan,
            @Schema(examples = "{\"ring\":\"canary\"}") Map<String, String> tags,
            @Schema(implementation = StateOfTenant.class) String state,
            @Nullable String reason,
            @Schema(examples = "db1") @Nullable String server,
            @Schema(description = "The version of the changelog that its database has")
                    @Nullable String schemaVersion,
            Instant createdAt,
            Instant changedAt,
            @Nullable Instant purgeAfter) {
        public static TenantView of(Tenant tenant) {
            return new TenantView(
                    tenant.id().value(),
                    tenant.slug().value(),
                    tenant.name(),
                    tenant.plan(),
                    tenant.tags().values(),
                    tenant.state().code(),
                    tenant.reason(),
                    tenant.server(),
                    tenant.schemaVersion(),
                    tenant.createdAt(),
                    tenant.changedAt(),
                    tenant.purgeAfter());
        }
    }

    /** A tenant that has been asked for, and the operation that makes it. */
    @Schema(name = "RequestedTenant")
    public record RequestedView(TenantView tenant, OperationView operation) {}

    /** What was removed of a purged tenant, and that nothing was found of it afterwards. */
    @Schema(name = "DeletionReceipt")
    record ReceiptView(
            String tenant,
            @Schema(examples = "acme") String slug,
            String name,
            String operation,
            String requestedBy,
            Instant createdAt,
            Instant deletedAt,
            Instant purgedAt,
            List<RemovedView> removed,
            List<SearchedView> searched) {
        static ReceiptView of(DeletionReceipt receipt) {
            return new ReceiptView(
                    receipt.tenant().value(),
                    receipt.slug(),
                    receipt.name(),
                    receipt.operation(),
                    receipt.requestedBy(),
                    receipt.createdAt(),
                    receipt.deletedAt(),
                    receipt.purgedAt(),
                    receipt.removed().stream()
                            .map(item ->
                                    new RemovedView(item.kind(), item.name(), item.removedAt()))
                            .toList(),
                    receipt.searched().stream()
                            .map(search -> new SearchedView(search.place(), search.found()))
                            .toList());
        }
    }

    /** Something that was removed. */
    @Schema(name = "RemovedItem")
    record RemovedView(
            @Schema(examples = "database") String kind, String name, Instant removedAt) {}

    /** A place that was searched for what might be left. */
    @Schema(name = "SearchedPlace")
    record SearchedView(
            @Schema(examples = "control plane: tenant_users") String place,
            @Schema(description = "How many traces were there; null: it could not be searched")
                    @Nullable Long found) {}

    /** An operation and how far it has come. */
    @Schema(name = "Operation")
    public record OperationView(
            String id,
            @Schema(examples = "tenant.create") String kind,
            @Nullable String tenant,
            @Schema(
                            enumeration = {"running", "succeeded", "failed", "undone"},
                            examples = "running")
                    String state,
            boolean undoing,
            @Nullable FailureView error,
            Instant createdAt,
            @Nullable Instant finishedAt,
            List<StepView> steps) {
        public static OperationView of(Operation operation) {
            return new OperationView(
                    operation.id().value(),
                    operation.kind(),
                    Optional.ofNullable(operation.tenant()).map(TenantId::value).orElse(null),
                    operation.state().code(),
                    operation.undoing(),
                    FailureView.of(operation),
                    operation.createdAt(),
                    operation.finishedAt(),
                    operation.steps().stream().map(StepView::of).toList());
        }

        /** The same without words that were written for operators: codes tell customers enough. */
        public OperationView withoutDetails() {
            return new OperationView(
                    id,
                    kind,
                    tenant,
                    state,
                    undoing,
                    error == null ? null : new FailureView(error.code(), null),
                    createdAt,
                    finishedAt,
                    steps.stream().map(StepView::withoutDetails).toList());
        }

        /**
         * As it stands in the transaction that has just journaled it.
         *
         * @param tenant the one that it is about; null for none
         */
        static OperationView justRequested(
                OperationId operation, @Nullable String tenant, String kind, Instant requestedAt) {
            return new OperationView(
                    operation.value(),
                    kind,
                    tenant,
                    OperationState.RUNNING.code(),
                    false,
                    null,
                    requestedAt,
                    null,
                    List.of());
        }
    }

    /** Why an operation did not succeed. */
    @Schema(name = "OperationFailure")
    record FailureView(
            @Schema(examples = "server_unreachable") String code, @Nullable String detail) {
        static @Nullable FailureView of(Operation operation) {
            String code = operation.errorCode();
            return code == null ? null : new FailureView(code, operation.errorDetail());
        }
    }

    /** A step of an operation. */
    @Schema(name = "OperationStep")
    record StepView(
            @Schema(examples = "create-database") String name,
            @Schema(
                            enumeration = {"pending", "doing", "done", "undoing", "undone"},
                            examples = "done")
                    String state,
            int attempts,
            @Nullable String error,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt) {
        StepView withoutDetails() {
            return new StepView(name, state, attempts, null, startedAt, finishedAt);
        }

        static StepView of(OperationStep step) {
            return new StepView(
                    step.name(),
                    step.state().code(),
                    step.attempts(),
                    step.errorDetail(),
                    step.startedAt(),
                    step.finishedAt());
        }
    }
}
