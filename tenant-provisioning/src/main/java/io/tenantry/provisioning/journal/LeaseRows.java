package io.tenantry.provisioning.journal;

import io.tenantry.routing.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** SQL on {@code operations}: who runs them. */
final class LeaseRows {
    private LeaseRows() {}

    static List<Due> due(
            Handle handle, Collection<String> kinds, Set<String> except, int limit, Instant now) {
        return handle.createQuery(
                        """
                        SELECT id, lease_token
                        FROM operations
                        WHERE state = :running AND next_attempt_at <= :now
                          AND (lease_until IS NULL OR lease_until < :now)
                          AND kind IN (<kinds>) AND id NOT IN (<except>)
                        ORDER BY next_attempt_at, id
                        LIMIT :limit
                        """)
                .bind("running", OperationState.RUNNING.code())
                .bind("now", now)
                .bindList("kinds", List.copyOf(kinds))
                .bindList("except", except.isEmpty() ? List.of("") : List.copyOf(except))
                .bind("limit", limit)
                .map((row, _) -> new Due(new OperationId(row.getString(1)), row.getLong(2)))
                .list();
    }

    static Optional<Due> due(Handle handle, OperationId id, Collection<String> kinds, Instant now) {
        return handle.createQuery(
                        """
                        SELECT id, lease_token
                        FROM operations
                        WHERE id = :id AND state = :running AND next_attempt_at <= :now
                          AND (lease_until IS NULL OR lease_until < :now)
                          AND kind IN (<kinds>)
                        """)
                .bind("id", id.value())
                .bind("running", OperationState.RUNNING.code())
                .bind("now", now)
                .bindList("kinds", List.copyOf(kinds))
                .map((row, _) -> new Due(new OperationId(row.getString(1)), row.getLong(2)))
                .findOne();
    }

    static boolean takeLease(
            Handle handle, Due due, String owner, Instant now, Instant leaseUntil) {
        return handle.createUpdate(
                                """
                                UPDATE operations
                                SET lease_owner = :owner, lease_token = lease_token + 1, lease_until = :until
                                WHERE id = :id AND lease_token = :token AND state = :running
                                  AND (lease_until IS NULL OR lease_until < :now)
                                """)
                        .bind("owner", owner)
                        .bind("until", leaseUntil)
                        .bind("id", due.operation().value())
                        .bind("token", due.token())
                        .bind("running", OperationState.RUNNING.code())
                        .bind("now", now)
                        .execute()
                == 1;
    }

    static void release(Handle handle, Lease lease, Instant now) {
        handle.createUpdate(
                        """
                        UPDATE operations
                        SET lease_owner = NULL, lease_until = NULL, next_attempt_at = :now
                        WHERE id = :id AND lease_owner = :owner AND lease_token = :token
                        """)
                .bind("now", now)
                .bind("id", lease.operation().value())
                .bind("owner", lease.owner())
                .bind("token", lease.token())
                .execute();
    }

    /** Operations of a tenant whose runner died with them, oldest first. */
    static List<OperationId> orphaned(
            Handle handle, TenantId tenant, Collection<String> kinds, Instant now) {
        return handle.createQuery(
                        """
                        SELECT id
                        FROM operations
                        WHERE tenant_id = :tenant AND state = :running AND lease_until < :now
                          AND kind IN (<kinds>)
                        ORDER BY id
                        """)
                .bind("tenant", tenant.value())
                .bind("running", OperationState.RUNNING.code())
                .bind("now", now)
                .bindList("kinds", List.copyOf(kinds))
                .map((row, _) -> new OperationId(row.getString(1)))
                .list();
    }

    static void renew(
            Handle handle, String owner, Collection<OperationId> operations, Instant until) {
        handle.createUpdate(
                        """
                        UPDATE operations
                        SET lease_until = :until
                        WHERE id IN (<ids>) AND lease_owner = :owner
                        """)
                .bind("until", until)
                .bindList("ids", operations.stream().map(OperationId::value).toList())
                .bind("owner", owner)
                .execute();
    }

    static boolean holds(Handle handle, Lease lease) {
        return holds(handle, lease, "");
    }

    /** Nobody takes the lease over before the transaction has ended. */
    static boolean holdsUntilCommit(Handle handle, Lease lease) {
        return holds(handle, lease, "LOCK IN SHARE MODE");
    }

    private static boolean holds(Handle handle, Lease lease, String lock) {
        return handle.createQuery(
                        """
                        SELECT 1
                        FROM operations
                        WHERE id = :id AND lease_owner = :owner AND lease_token = :token
                        %s
                        """
                                .formatted(lock))
                .bind("id", lease.operation().value())
                .bind("owner", lease.owner())
                .bind("token", lease.token())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }
}
