package io.tenantry.provisioning.journal;

import io.tenantry.provisioning.controlplane.Columns;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** SQL on {@code operation_events}. */
final class EventRows {
    private EventRows() {}

    /** Writes events from the next sequence number on. */
    static void tell(
            Handle handle, OperationId operation, int lastSequence, List<Note> notes, Instant now) {
        if (notes.isEmpty()) {
            return;
        }
        Update insert =
                handle.createUpdate(
                        "INSERT INTO operation_events (operation_id, sequence, at, step, state, detail) VALUES "
                                + Placeholders.rows(
                                        notes.size(),
                                        "(:id, :last + 1 + %1$d, :now, :step%1$d, :state%1$d, :detail%1$d)"));
        insert.bind("id", operation.value()).bind("last", lastSequence).bind("now", now);
        for (int i = 0; i < notes.size(); i++) {
            Note note = notes.get(i);
            insert.bind("step" + i, note.step())
                    .bind("state" + i, note.state())
                    .bind("detail" + i, note.detail());
        }
        insert.execute();
    }

    static List<OperationEvent> after(Handle handle, OperationId operation, int sequence) {
        return handle.createQuery(
                        """
                        SELECT sequence, at, step, state, detail
                        FROM operation_events
                        WHERE operation_id = :id AND sequence > :sequence
                        ORDER BY sequence
                        """)
                .bind("id", operation.value())
                .bind("sequence", sequence)
                .map((row, _) ->
                        new OperationEvent(
                                row.getInt("sequence"),
                                Columns.instant(row, "at"),
                                row.getString("step"),
                                row.getString("state"),
                                row.getString("detail")))
                .list();
    }
}
