package io.tenantry.problem;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where the answers of idempotent calls are kept: in the database that the call changes, and in the
 * transaction that changes it. An implementation is bound to one such transaction, and runs the
 * statements below with its named parameters {@code principal}, {@code name}, {@code key}, {@code
 * fingerprint} (hexadecimal), {@code now}, {@code expired}, {@code status}, {@code location} and
 * {@code body}.
 */
public interface IdempotencyRecords {
    /**
     * Claims a key. While another transaction holds the same key this waits for its end: the unique
     * key makes it. A record that has expired is claimed anew. (No {@code INSERT IGNORE}: that
     * leaves two waiters with a shared lock each, and a deadlock.)
     */
    String CLAIM =
            """
            INSERT INTO idempotency_keys
                (principal, call_name, idempotency_key, request_hash, created_at)
            VALUES
                (:principal, :name, :key, UNHEX(:fingerprint), :now)
            ON DUPLICATE KEY UPDATE
                request_hash = IF(created_at < :expired, UNHEX(:fingerprint), request_hash),
                status = IF(created_at < :expired, NULL, status),
                location = IF(created_at < :expired, NULL, location),
                body = IF(created_at < :expired, NULL, body),
                created_at = IF(created_at < :expired, :now, created_at)
            """;

    /** Reads the claimed record; {@code FOR UPDATE} because a snapshot may be older than it. */
    String READ =
            """
            SELECT LOWER(HEX(request_hash)) AS fingerprint, status, location, body
            FROM idempotency_keys
            WHERE principal = :principal AND call_name = :name AND idempotency_key = :key
            FOR UPDATE
            """;

    /** Keeps the answer. */
    String COMPLETE =
            """
            UPDATE idempotency_keys
            SET status = :status, location = :location, body = :body
            WHERE principal = :principal AND call_name = :name AND idempotency_key = :key
            """;

    /**
     * Runs {@link #CLAIM}, then {@link #READ}.
     *
     * @param now when the key was claimed, if this claims it
     * @param expired records made before this count for nothing
     */
    Kept claim(IdempotentCall call, Instant now, Instant expired);

    /** Runs {@link #COMPLETE}. */
    void complete(IdempotentCall call, Answer answer);

    /**
     * Deletes a few expired records; called last in the transaction of a new one. Does nothing by
     * default: for a database that somebody purges by the clock.
     *
     * @param expired records made before this count for nothing
     */
    default void forgetSome(Instant expired) {}

    /**
     * The record of a key.
     *
     * @param answer null if the present transaction has just claimed the key, or if an effect in
     *     {@linkplain Idempotency#inTransactionsOfItsOwn transactions of its own} is under way or
     *     was cut short
     */
    record Kept(Fingerprint fingerprint, @Nullable Answer answer) {}
}
