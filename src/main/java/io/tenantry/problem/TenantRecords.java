package io.tenantry.problem;

import io.quarkus.hibernate.orm.PersistenceUnit;
import io.tenantry.routing.hibernate.TenantUnit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Keeps answers in the database of the tenant that is bound, in the current transaction: for calls
 * whose effect lies there. Each new answer takes up to {@value #FORGOTTEN_AT_ONCE} expired ones
 * away, so a tenant who works keeps about a day's; one who does not keeps what they had.
 */
@ApplicationScoped
public class TenantRecords implements IdempotencyRecords {
    static final int FORGOTTEN_AT_ONCE = 20;

    /**
     * What others hold is passed over, so no call waits for another's. The index is forced because
     * a small table would be scanned whole, and locked whole.
     */
    private static final String EXPIRED =
            """
            SELECT principal, call_name, idempotency_key
            FROM idempotency_keys FORCE INDEX (idempotency_keys_created_at)
            WHERE created_at < :expired
            ORDER BY created_at
            LIMIT :limit
            FOR UPDATE SKIP LOCKED
            """;

    /**
     * One row by its whole key, which is locked already. For several at once MySQL scans the table,
     * and then calls wait for each other in circles.
     */
    private static final String FORGET =
            """
            DELETE FROM idempotency_keys
            WHERE principal = :principal AND call_name = :name AND idempotency_key = :key
            """;

    private final EntityManager entities;

    TenantRecords(@PersistenceUnit(TenantUnit.NAME) EntityManager entities) {
        this.entities = entities;
    }

    @Override
    public Kept claim(IdempotentCall call, Instant now, Instant expired) {
        keyed(CLAIM, call)
                .setParameter("fingerprint", call.fingerprint().hex())
                .setParameter("now", stored(now))
                .setParameter("expired", stored(expired))
                .executeUpdate();
        Object[] row = (Object[]) keyed(READ, call).getSingleResult();
        Fingerprint fingerprint = new Fingerprint((String) row[0]);
        if (!(row[1] instanceof Number status)) {
            return new Kept(fingerprint, null);
        }
        return new Kept(
                fingerprint, new Answer(status.intValue(), (String) row[2], (String) row[3]));
    }

    @Override
    public void complete(IdempotentCall call, Answer answer) {
        keyed(COMPLETE, call)
                .setParameter("status", answer.status())
                .setParameter("location", answer.location())
                .setParameter("body", answer.json())
                .executeUpdate();
    }

    @Override
    public void forgetSome(Instant expired) {
        List<?> rows =
                entities.createNativeQuery(EXPIRED)
                        .setParameter("expired", stored(expired))
                        .setParameter("limit", FORGOTTEN_AT_ONCE)
                        .getResultList();
        rows.stream().map(Object[].class::cast).forEach(this::forget);
    }

    private void forget(Object[] row) {
        keyed(FORGET, (String) row[0], (String) row[1], (String) row[2]).executeUpdate();
    }

    private Query keyed(String sql, IdempotentCall call) {
        return keyed(sql, call.principal(), call.name(), call.key());
    }

    private Query keyed(String sql, String principal, String name, String key) {
        return entities.createNativeQuery(sql)
                .setParameter("principal", principal)
                .setParameter("name", name)
                .setParameter("key", key);
    }

    private static LocalDateTime stored(Instant time) {
        return LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
