package io.tenantry.cli.restore;

import io.tenantry.cli.control.ArchivedLog;
import io.tenantry.cli.output.Document;
import io.tenantry.provisioning.restore.RestoreMode;
import io.tenantry.provisioning.restore.RestoreWish;
import io.tenantry.provisioning.restore.Restores;
import io.tenantry.provisioning.tenant.Tenant;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a restore would do; or that it would wait for the archive of the server's log, and how far
 * that is. What can never be, fails as the restore would.
 */
final class DryRun {
    private DryRun() {}

    /** Where the new tenant is to lie. */
    interface Place {
        void demand(Tenant original, String backup, @Nullable Instant at);
    }

    static Document of(ArchivedLog log, Restores restores, Tenant tenant, RestoreWish wish) {
        Instant at = wish.at();
        return at == null
                        || wish.mode() == RestoreMode.LOST_SERVER
                        || log.look(tenant, at).isPresent()
                ? RestoreShape.plan(restores.plan(tenant.id(), wish))
                : RestoreShape.waiting(wish.mode().code(), at, log.covered(tenant));
    }

    /** What somebody confirms. Whoever gives a server up learns first what is lost with it. */
    static String told(Restores restores, Tenant tenant, RestoreWish wish) {
        Instant at =
                wish.mode() == RestoreMode.LOST_SERVER
                        ? restores.plan(tenant.id(), wish).recoveryPoint()
                        : wish.at();
        return "This replaces what the tenant %s (%s) has now by what it had %s."
                .formatted(
                        tenant.slug(),
                        tenant.name(),
                        at == null ? "when it was backed up" : "at " + at);
    }

    /**
     * Into a tenant of its own.
     *
     * @param backup the one to begin with, if no moment is named
     * @param place refuses a server that cannot take it
     */
    static Document asNew(
            ArchivedLog log,
            Tenant original,
            @Nullable Instant at,
            @Nullable String backup,
            Place place) {
        if (at == null) {
            place.demand(original, String.valueOf(backup), null);
            return RestoreShape.possible("new-tenant", null, backup);
        }
        return log.look(original, at)
                .map(point -> {
                    place.demand(original, point.backup().id(), at);
                    return RestoreShape.possible("new-tenant", at, point.backup().id());
                })
                .orElseGet(() -> RestoreShape.waiting("new-tenant", at, log.covered(original)));
    }
}
