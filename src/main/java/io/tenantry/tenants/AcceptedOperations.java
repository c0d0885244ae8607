package io.tenantry.tenants;

import io.tenantry.problem.Answer;
import io.tenantry.problem.Idempotency;
import io.tenantry.provisioning.journal.OperationId;
import io.tenantry.provisioning.tenant.RequestedTenant;
import io.tenantry.routing.TenantId;
import io.tenantry.tenants.TenantAnswers.OperationView;
import io.tenantry.tenants.TenantAnswers.RequestedView;
import io.tenantry.tenants.TenantAnswers.TenantView;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a call answers whose work an operation does: 202, where the operation can be followed, and
 * what was asked for beside the operation as it stands in the transaction that journaled it.
 */
@ApplicationScoped
public class AcceptedOperations {
    private static final int ACCEPTED = 202;

    private final Idempotency idempotency;
    private final Clock clock;

    AcceptedOperations(Idempotency idempotency, Clock clock) {
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /**
     * Answers.
     *
     * @param tenant the one that it is about; null for none
     * @param body made of the operation
     */
    public Answer answer(
            String kind,
            OperationId operation,
            @Nullable TenantId tenant,
            Function<OperationView, ?> body) {
        OperationView view =
                OperationView.justRequested(
                        operation, tenant == null ? null : tenant.value(), kind, clock.instant());
        return idempotency.answer(
                ACCEPTED, "/api/v1/platform/operations/" + operation.value(), body.apply(view));
    }

    /** For an operation on a tenant itself. */
    public Answer answer(String kind, RequestedTenant requested) {
        return answer(
                kind,
                requested.operation(),
                requested.tenant().id(),
                operation -> new RequestedView(TenantView.of(requested.tenant()), operation));
    }
}
