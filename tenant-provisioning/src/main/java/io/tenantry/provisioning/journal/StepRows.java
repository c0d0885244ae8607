package io.tenantry.provisioning.journal;

import io.tenantry.provisioning.controlplane.Columns;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** SQL on {@code operation_steps}. */
final class StepRows {
    private StepRows() {}

    static void insert(Handle handle, Submission submission) {
        List<String> plan = submission.plan();
        Update insert =
                handle.createUpdate(
                        "INSERT INTO operation_steps (operation_id, position, name, state) VALUES "
                                + Placeholders.rows(plan.size(), "(:id, %1$d, :name%1$d, :state)"));
        insert.bind("id", submission.id().value()).bind("state", StepState.PENDING.code());
        for (int i = 0; i < plan.size(); i++) {
            insert.bind("name" + i, plan.get(i));
        }
        insert.execute();
    }

    static List<Mark> marks(Handle handle, OperationId operation) {
        return handle.createQuery(
                        """
                        SELECT position, name, state, attempts, error_detail
                        FROM operation_steps
                        WHERE operation_id = :id
                        ORDER BY position
                        """)
                .bind("id", operation.value())
                .map((row, _) ->
                        new Mark(
                                row.getInt("position"),
                                row.getString("name"),
                                StepState.fromCode(row.getString("state")),
                                row.getInt("attempts"),
                                row.getString("error_detail")))
                .list();
    }

    static void update(Handle handle, OperationId operation, Mark mark, Instant now) {
        boolean ended = mark.state() == StepState.DONE || mark.state() == StepState.UNDONE;
        handle.createUpdate(
                        """
                        UPDATE operation_steps
                        SET state = :state, attempts = :attempts, error_detail = :error,
                            started_at = COALESCE(started_at, :now), finished_at = :finished
                        WHERE operation_id = :id AND position = :position
                        """)
                .bind("state", mark.state().code())
                .bind("attempts", mark.attempts())
                .bind("error", mark.error())
                .bind("now", now)
                .bind("finished", ended ? now : null)
                .bind("id", operation.value())
                .bind("position", mark.position())
                .execute();
    }

    static List<OperationStep> list(Handle handle, OperationId operation) {
        return handle.createQuery(
                        """
                        SELECT position, name, state, attempts, error_detail, started_at, finished_at
                        FROM operation_steps
                        WHERE operation_id = :id
                        ORDER BY position
                        """)
                .bind("id", operation.value())
                .map((row, _) ->
                        new OperationStep(
                                row.getInt("position"),
                                row.getString("name"),
                                StepState.fromCode(row.getString("state")),
                                row.getInt("attempts"),
                                row.getString("error_detail"),
                                Columns.instantOrNull(row, "started_at"),
                                Columns.instantOrNull(row, "finished_at")))
                .list();
    }

    static void forgetUndoAttempts(Handle handle, OperationId operation) {
        handle.createUpdate(
                        """
                        UPDATE operation_steps SET attempts = 0
                        WHERE operation_id = :id AND state = :undoing
                        """)
                .bind("id", operation.value())
                .bind("undoing", StepState.UNDOING.code())
                .execute();
    }
}
