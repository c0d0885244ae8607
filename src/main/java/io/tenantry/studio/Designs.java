package io.tenantry.studio;

import io.quarkus.hibernate.orm.PersistenceUnit;
import io.tenantry.paging.PageRequest;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.routing.Ulid;
import io.tenantry.routing.hibernate.TenantUnit;
import io.tenantry.studio.DesignMessages.DesignChange;
import io.tenantry.studio.DesignMessages.NewDesign;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.OptimisticLockException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The designs of the tenant that is bound; every call belongs into a transaction. */
@ApplicationScoped
class Designs {
    private final EntityManager entities;
    private final DesignLimit limit;
    private final Clock clock;

    Designs(
            @PersistenceUnit(TenantUnit.NAME) EntityManager entities,
            DesignLimit limit,
            Clock clock) {
        this.entities = entities;
        this.limit = limit;
        this.clock = clock;
    }

    /** Newest first, one beyond the page's limit. */
    List<Design> list(PageRequest page) {
        String before = page.after();
        String condition = before == null ? "" : "WHERE d.id < :before ";
        var query =
                entities.createQuery(
                                "SELECT d FROM Design d " + condition + "ORDER BY d.id DESC",
                                Design.class)
                        .setMaxResults(page.limit() + 1);
        if (before != null) {
            query.setParameter("before", before);
        }
        return query.getResultList();
    }

    Optional<Design> find(String id) {
        return Ulid.isValid(id)
                ? Optional.ofNullable(entities.find(Design.class, id))
                : Optional.empty();
    }

    /**
     * @throws ProblemException {@code limit_reached} if the tenant may have no more
     */
    Design create(NewDesign wish, String createdBy) {
        limit.demandRoom();
        Design design = new Design(wish.title(), wish.prompt(), createdBy, clock.instant());
        entities.persist(design);
        entities.flush();
        return design;
    }

    /**
     * @throws ProblemException {@code changed_meanwhile} if somebody else changed it first
     */
    Design change(Design design, DesignChange change) {
        Instant now = clock.instant();
        Optional.ofNullable(change.title()).ifPresent(title -> design.retitle(title, now));
        Optional.ofNullable(change.prompt()).ifPresent(prompt -> design.rephrase(prompt, now));
        flush();
        return design;
    }

    /**
     * @throws ProblemException {@code changed_meanwhile} if somebody else changed it first
     */
    void delete(Design design) {
        entities.remove(design);
        flush();
    }

    private void flush() {
        try {
            entities.flush();
        } catch (OptimisticLockException e) {
            throw new ProblemException(
                    ErrorCode.CHANGED_MEANWHILE,
                    "somebody else has changed the design",
                    "Read it again and repeat the change.");
        }
    }
}
