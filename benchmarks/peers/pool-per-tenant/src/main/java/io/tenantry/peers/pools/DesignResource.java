package io.tenantry.peers.pools;

import io.quarkus.security.Authenticated;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.time.ZoneOffset;

/** The one call that the benchmark makes; the same path and answer as Tenantry's. */
@Path("/api/v1/designs")
@Authenticated
class DesignResource {

    private final EntityManager entities;

    DesignResource(EntityManager entities) {
        this.entities = entities;
    }

    /** What a client sees of a design. */
    record DesignView(
            String id,
            String title,
            String prompt,
            String createdBy,
            Instant createdAt,
            Instant changedAt) {

        static DesignView of(Design design) {
            return new DesignView(
                    design.id,
                    design.title,
                    design.prompt,
                    design.createdBy,
                    design.createdAt.toInstant(ZoneOffset.UTC),
                    design.changedAt.toInstant(ZoneOffset.UTC));
        }
    }

    @GET
    @Path("/{id}")
    @Transactional
    public DesignView read(String id) {
        Design design = entities.find(Design.class, id);
        if (design == null) {
            throw new NotFoundException();
        }
        return DesignView.of(design);
    }
}
