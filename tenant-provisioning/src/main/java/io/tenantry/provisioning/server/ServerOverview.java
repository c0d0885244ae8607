package io.tenantry.provisioning.server;

import java.util.Optional;

/** A server, how it takes tenants, and what it holds. */
public record ServerOverview(DatabaseServer server, Intake intake, ServerLoad load) {

    /** Why a tenant with that wish cannot lie on it, as the end of a sentence; empty if it can. */
    Optional<String> obstacleTo(ServerWish wish) {
        Labels lacking = intake.labels().lacking(wish.labels());
        if (server.state() != ServerState.ACTIVE) {
            return Optional.of("is " + server.state().code());
        }
        if (!lacking.isEmpty()) {
            return Optional.of("has no label " + lacking);
        }
        Optional<String> owner = intake.labels().value(Labels.DEDICATED);
        if (owner.isPresent() && !owner.equals(wish.labels().value(Labels.DEDICATED))) {
            return Optional.of(
                    "takes only tenants that ask for %s=%s"
                            .formatted(Labels.DEDICATED, owner.get()));
        }
        if (intake.weight() == 0 && wish.server() == null) {
            return Optional.of("takes only tenants that name it (its weight is 0)");
        }
        return intake.capacity().exhaustedBy(load).map("is full (%s)"::formatted);
    }

    /** How full it would be with one tenant more, beside servers of other weights. */
    double relativeLoad() {
        return (load.tenants() + 1.0) / Math.max(1, intake.weight());
    }

    ServerOverview withTenants(long counted) {
        return new ServerOverview(server, intake, load.withTenants(counted));
    }
}
