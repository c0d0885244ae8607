package io.tenantry.studio;

import io.quarkus.hibernate.orm.PersistenceUnit;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.settings.Limit;
import io.tenantry.routing.hibernate.TenantUnit;
import io.tenantry.settings.TenantSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;

/**
 * Keeps a tenant's designs within {@link StudioSettings#DESIGNS_MAX}, however many are made at
 * once.
 *
 * <p>Whoever makes one under a limit first locks the one row that every tenant's database has, its
 * identity, until the transaction ends; so they count and insert one after the other. The count is
 * a locking read because the transaction's own view may be older than its turn. Without a limit
 * nothing is locked and nothing is counted.
 */
@ApplicationScoped
class DesignLimit {
    private static final String TAKE_TURNS =
            "SELECT only_row FROM tenant_identity WHERE only_row = 1 FOR UPDATE";

    // Not FOR SHARE, which MariaDB does not have.
    private static final String COUNT = "SELECT COUNT(*) FROM designs LOCK IN SHARE MODE";

    private final EntityManager entities;
    private final TenantSettings settings;

    DesignLimit(@PersistenceUnit(TenantUnit.NAME) EntityManager entities, TenantSettings settings) {
        this.entities = entities;
        this.settings = settings;
    }

    /**
     * Makes sure that one more may be inserted in this transaction.
     *
     * @throws ProblemException {@code limit_reached}
     */
    void demandRoom() {
        Limit limit = settings.get(StudioSettings.DESIGNS_MAX);
        if (limit.isUnlimited()) {
            return;
        }
        var _ = entities.createNativeQuery(TAKE_TURNS).getSingleResult();
        long count = ((Number) entities.createNativeQuery(COUNT).getSingleResult()).longValue();
        if (!limit.hasRoomBeside(count)) {
            throw new ProblemException(
                    ErrorCode.LIMIT_REACHED,
                    "there are %d designs, and %s is %d"
                            .formatted(count, StudioSettings.DESIGNS_MAX.name(), limit.most()),
                    "Delete some, or ask the platform operator for more.");
        }
    }
}
