package io.tenantry.provisioning.journal;

import io.tenantry.routing.TenantId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operation that is asked for.
 *
 * @param input as JSON
 * @param plan the names of its steps, at least one
 * @param runner who runs it from the start; null if whoever finds it
 */
record Submission(
        OperationId id,
        String kind,
        @Nullable TenantId tenant,
        String input,
        List<String> plan,
        String requestedBy,
        @Nullable String runner) {

    /** Where the operation stands before anybody has begun. */
    Course course() {
        List<Mark> marks = new ArrayList<>();
        for (String name : plan) {
            marks.add(Mark.pending(marks.size(), name));
        }
        Lease lease = runner == null ? new Lease(id, "", 0) : new Lease(id, runner, 1);
        return new Course(
                lease, kind, tenant, input, OperationState.RUNNING, false, 0, List.copyOf(marks));
    }
}
