package io.tenantry.provisioning.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** SQL on {@code operations}: which of them their operators want back. */
final class RecallRows {
    private RecallRows() {}

    /**
     * Wants an operation back, if it can go back; it waits for its next attempt no longer. What has
     * ended, or goes back already, stays as it is.
     *
     * @param reversible the kinds that can go back
     */
    static void write(
            Handle handle, OperationId id, Collection<String> reversible, String why, Instant now) {
        handle.createUpdate(
                        """
                        UPDATE operations
                        SET recall_reason =
                                CASE WHEN undoing OR kind NOT IN (<reversible>) THEN recall_reason
                                     ELSE COALESCE(recall_reason, :why) END,
                            next_attempt_at =
                                CASE WHEN lease_until >= :now OR next_attempt_at <= :now
                                     THEN next_attempt_at ELSE :now END
                        WHERE id = :id AND state = :running
                        """)
                .bindList(
                        "reversible", reversible.isEmpty() ? List.of("") : List.copyOf(reversible))
                .bind("why", why)
                .bind("now", now)
                .bind("id", id.value())
                .bind("running", OperationState.RUNNING.code())
                .execute();
    }

    /** What becomes of an operation after {@link #write}, in the same transaction. */
    static Recall look(Handle handle, OperationId id, String owner, Instant now) {
        return handle.createQuery(
                        """
                        SELECT state = :running AS is_running,
                               undoing OR recall_reason IS NOT NULL AS goes_back,
                               lease_until >= :now AND lease_owner <> :owner AS is_elsewhere
                        FROM operations
                        WHERE id = :id
                        """)
                .bind("running", OperationState.RUNNING.code())
                .bind("now", now)
                .bind("owner", owner)
                .bind("id", id.value())
                .map((row, _) -> recall(row))
                .findOne()
                .orElse(Recall.TOO_LATE);
    }

    private static Recall recall(ResultSet row) throws SQLException {
        if (!row.getBoolean("is_running")) {
            return Recall.TOO_LATE;
        }
        if (!row.getBoolean("goes_back")) {
            return Recall.LET_GO;
        }
        return row.getBoolean("is_elsewhere") ? Recall.BACK_ELSEWHERE : Recall.BACK;
    }

    /** Why an operation whose lease holds is wanted back; empty if it is not, or no lease holds. */
    static Optional<String> reason(Handle handle, Lease lease) {
        return handle.createQuery(
                        """
                        SELECT recall_reason
                        FROM operations
                        WHERE id = :id AND lease_owner = :owner AND lease_token = :token
                          AND recall_reason IS NOT NULL
                        LOCK IN SHARE MODE
                        """)
                .bind("id", lease.operation().value())
                .bind("owner", lease.owner())
                .bind("token", lease.token())
                .mapTo(String.class)
                .findOne();
    }

    /** Which of the operations that the owner runs are wanted back and do not go back yet. */
    static Map<OperationId, String> among(
            Handle handle, String owner, Collection<OperationId> operations) {
        return handle
                .createQuery(
                        """
                        SELECT id, recall_reason
                        FROM operations
                        WHERE id IN (<ids>) AND lease_owner = :owner
                          AND recall_reason IS NOT NULL AND NOT undoing
                        """)
                .bindList("ids", operations.stream().map(OperationId::value).toList())
                .bind("owner", owner)
                .map((row, _) -> Map.entry(new OperationId(row.getString(1)), row.getString(2)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
