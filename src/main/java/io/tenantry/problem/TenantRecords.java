package io.tenantry.problem;

import io.quarkus.hibernate.orm.PersistenceUnit;
import io.tenantry.routing.hibernate.TenantUnit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
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

    /** The form that takes an index hint; each row is locked already. */
    private static final String FORGET =
            "DELETE k FROM idempotency_keys k FORCE INDEX (PRIMARY) WHERE ";

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
        if (!rows.isEmpty()) {
            forget(rows.stream().map(Object[].class::cast).toList());
        }
    }

    private void forget(List<Object[]> keys) {
        String each = "(k.principal = ? AND k.call_name = ? AND k.idempotency_key = ?)";
        Query delete =
                entities.createNativeQuery(
                        FORGET + String.join(" OR ", Collections.nCopies(keys.size(), each)));
        int position = 1;
        for (Object[] key : keys) {
            for (Object part : key) {
                delete.setParameter(position++, part);
            }
        }
        delete.executeUpdate();
    }

    private Query keyed(String sql, IdempotentCall call) {
        return entities.createNativeQuery(sql)
                .setParameter("principal", call.principal())
                .setParameter("name", call.name())
                .setParameter("key", call.key());
    }

    private static LocalDateTime stored(Instant time) {
        return LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
