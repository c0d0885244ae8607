package io.tenantry.provisioning.journal;

import io.tenantry.routing.TenantId;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** SQL on {@code operations}: what and where they are. */
final class OperationRows {
    private OperationRows() {}

    /**
     * Adds an operation.
     *
     * @param leaseUntil null if nobody runs it yet
     */
    static void insert(
            Handle handle,
            Submission submission,
            Course course,
            @Nullable Instant leaseUntil,
            Instant now) {
        TenantId tenant = submission.tenant();
        handle.createUpdate(
                        """
                        INSERT INTO operations
                            (id, kind, tenant_id, state, undoing, input, requested_by, lease_owner,
                             lease_token, lease_until, event_sequence, next_attempt_at, created_at)
                        VALUES
                            (:id, :kind, :tenant, :state, FALSE, :input, :requestedBy, :owner,
                             :token, :until, :sequence, :now, :now)
                        """)
                .bind("id", submission.id().value())
                .bind("kind", submission.kind())
                .bind("tenant", tenant == null ? null : tenant.value())
                .bind("state", course.state().code())
                .bind("input", submission.input())
                .bind("requestedBy", submission.requestedBy())
                .bind("owner", submission.runner())
                .bind("token", course.lease().token())
                .bind("until", leaseUntil)
                .bind("sequence", course.sequence())
                .bind("now", now)
                .execute();
    }

    static Course course(Handle handle, Lease lease) {
        String id = lease.operation().value();
        List<Mark> steps = StepRows.marks(handle, lease.operation());
        return handle.createQuery(
                        """
                        SELECT kind, tenant_id, input, state, undoing, event_sequence
                        FROM operations
                        WHERE id = :id
                        """)
                .bind("id", id)
                .map((row, _) ->
                        new Course(
                                lease,
                                row.getString("kind"),
                                tenant(row.getString("tenant_id")),
                                row.getString("input"),
                                OperationState.fromCode(row.getString("state")),
                                row.getBoolean("undoing"),
                                row.getInt("event_sequence"),
                                steps))
                .one();
    }

    static @Nullable TenantId tenant(@Nullable String id) {
        return id == null ? null : new TenantId(id);
    }

    /**
     * Writes where an operation is.
     *
     * @param leaseUntil null to let go of it
     * @throws LeaseLostException if the lease does not hold any more
     * @throws RecalledException if it is a move forward, and the operation is wanted back
     */
    static void update(
            Handle handle,
            Course course,
            @Nullable Failure failure,
            @Nullable Instant leaseUntil,
            Instant nextAttempt,
            Instant now) {
        Lease lease = course.lease();
        int written =
                handle.createUpdate(
                                """
                                UPDATE operations
                                SET state = :state, undoing = :undoing, event_sequence = :sequence,
                                    error_code = COALESCE(:errorCode, error_code),
                                    error_detail = COALESCE(:errorDetail, error_detail),
                                    lease_owner = :newOwner, lease_until = :until,
                                    next_attempt_at = :nextAttempt, finished_at = :finished
                                WHERE id = :id AND lease_owner = :owner AND lease_token = :token
                                  AND (:undoing OR recall_reason IS NULL)
                                """)
                        .bind("state", course.state().code())
                        .bind("undoing", course.undoing())
                        .bind("sequence", course.sequence())
                        .bind("errorCode", failure == null ? null : failure.code())
                        .bind("errorDetail", failure == null ? null : failure.detail())
                        .bind("newOwner", leaseUntil == null ? null : lease.owner())
                        .bind("until", leaseUntil)
                        .bind("nextAttempt", nextAttempt)
                        .bind("finished", course.state().isFinal() ? now : null)
                        .bind("id", lease.operation().value())
                        .bind("owner", lease.owner())
                        .bind("token", lease.token())
                        .execute();
        if (written != 1) {
            RecallRows.reason(handle, lease)
                    .ifPresent(why -> {
                        throw new RecalledException(lease, why);
                    });
            throw new LeaseLostException(lease);
        }
    }

    /**
     * Writes the number of the last event.
     *
     * @throws LeaseLostException if the lease does not hold any more
     */
    static void told(Handle handle, Course course) {
        Lease lease = course.lease();
        int written =
                handle.createUpdate(
                                """
                                UPDATE operations SET event_sequence = :sequence
                                WHERE id = :id AND lease_owner = :owner AND lease_token = :token
                                """)
                        .bind("sequence", course.sequence())
                        .bind("id", lease.operation().value())
                        .bind("owner", lease.owner())
                        .bind("token", lease.token())
                        .execute();
        if (written != 1) {
            throw new LeaseLostException(lease);
        }
    }

    static boolean retry(
            Handle handle, OperationId operation, @Nullable String detail, Instant now) {
        int set =
                handle.createUpdate(
                                """
                                UPDATE operations
                                SET state = :running, next_attempt_at = :now, finished_at = NULL,
                                    event_sequence = event_sequence + 1
                                WHERE id = :id AND state = :failed
                                """)
                        .bind("running", OperationState.RUNNING.code())
                        .bind("now", now)
                        .bind("id", operation.value())
                        .bind("failed", OperationState.FAILED.code())
                        .execute();
        if (set != 1) {
            return false;
        }
        StepRows.forgetAttempts(handle, operation);
        int sequence =
                handle.createQuery("SELECT event_sequence FROM operations WHERE id = :id")
                        .bind("id", operation.value())
                        .mapTo(Integer.class)
                        .one();
        EventRows.tell(
                handle,
                operation,
                sequence - 1,
                List.of(Note.of(OperationState.RUNNING, detail)),
                now);
        return true;
    }
}
