package io.tenantry.provisioning.journal;

import io.tenantry.provisioning.controlplane.Columns;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** SQL on {@code operation_steps}. */
final class StepRows {
    private static final String ROW =
            "(:id, :position%1$d, :name%1$d, :state%1$d, :attempts%1$d, :error%1$d, :started%1$d, :finished%1$d)";

    private StepRows() {}

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

    /** Writes how far steps are, in one statement; steps that are not there yet are added. */
    static void write(Handle handle, OperationId operation, List<Mark> marks, Instant now) {
        if (marks.isEmpty()) {
            return;
        }
        Update write =
                handle.createUpdate(
                        """
                        INSERT INTO operation_steps
                            (operation_id, position, name, state, attempts, error_detail, started_at,
                             finished_at)
                        VALUES %s
                        ON DUPLICATE KEY UPDATE
                            state = VALUES(state), attempts = VALUES(attempts),
                            error_detail = VALUES(error_detail),
                            started_at = COALESCE(started_at, VALUES(started_at)),
                            finished_at = VALUES(finished_at)
                        """
                                .formatted(Placeholders.rows(marks.size(), ROW)));
        write.bind("id", operation.value());
        for (int i = 0; i < marks.size(); i++) {
            bind(write, i, marks.get(i), now);
        }
        write.execute();
    }

    private static void bind(Update write, int row, Mark mark, Instant now) {
        boolean pending = mark.state() == StepState.PENDING;
        boolean ended = mark.state() == StepState.DONE || mark.state() == StepState.UNDONE;
        write.bind("position" + row, mark.position())
                .bind("name" + row, mark.name())
                .bind("state" + row, mark.state().code())
                .bind("attempts" + row, mark.attempts())
                .bind("error" + row, mark.error())
                .bind("started" + row, pending ? null : now)
                .bind("finished" + row, ended ? now : null);
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

    /** Gives the step that an operation stopped at all its attempts again. */
    static void forgetAttempts(Handle handle, OperationId operation) {
        handle.createUpdate(
                        """
                        UPDATE operation_steps SET attempts = 0
                        WHERE operation_id = :id AND state IN (:doing, :undoing)
                        """)
                .bind("id", operation.value())
                .bind("doing", StepState.DOING.code())
                .bind("undoing", StepState.UNDOING.code())
                .execute();
    }
}
