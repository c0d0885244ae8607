package io.tenantry.problem;

import io.quarkus.hibernate.orm.PersistenceUnit;
import io.tenantry.routing.hibernate.TenantUnit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Keeps answers in the database of the tenant that is bound, in the current transaction: for calls
 * whose effect lies there.
 */
@ApplicationScoped
public class TenantRecords implements IdempotencyRecords {
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
