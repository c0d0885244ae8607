package io.tenantry.tenants;

import io.smallrye.mutiny.Multi;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.migration.FleetMigrations;
import io.tenantry.provisioning.migration.Migration;
import io.tenantry.provisioning.migration.MigrationState;
import io.tenantry.tenants.MigrationMessages.MigrationView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Follows a migration for an onlooker: each event is the whole of it, so none need be missed. */
@ApplicationScoped
class MigrationEvents {
    private final FleetMigrations migrations;
    private final LiveEvents live;
    private final Sse sse;

    MigrationEvents(FleetMigrations migrations, LiveEvents live, Sse sse) {
        this.migrations = migrations;
        this.live = live;
        this.sse = sse;
    }

    /**
     * @throws ProvisioningException with {@link Reason#MIGRATION_UNKNOWN}
     * @throws ProblemException {@code service_busy}
     */
    Multi<OutboundSseEvent> follow(String id) {
        AtomicReference<@Nullable Migration> last = new AtomicReference<>();
        var _ = demand(id);
        return live.follow("migration-" + id, onlooker -> tell(id, last, onlooker));
    }

    /** Whether an onlooker who comes back knows the migration as it stands, at rest. */
    boolean isOver(String id, @Nullable String lastEventId) {
        Migration now = demand(id);
        return now.state() != MigrationState.RUNNING && idOf(now).equals(lastEventId);
    }

    private boolean tell(
            String id,
            AtomicReference<@Nullable Migration> last,
            Consumer<OutboundSseEvent> onlooker) {
        Migration now = demand(id);
        if (!now.equals(last.getAndSet(now))) {
            onlooker.accept(
                    sse.newEventBuilder()
                            .id(idOf(now))
                            .name("migration")
                            .mediaType(MediaType.APPLICATION_JSON_TYPE)
                            .data(MigrationView.class, MigrationView.of(now))
                            .build());
        }
        return now.state() == MigrationState.RUNNING;
    }

    /** One of a migration at rest, which is all that is compared. */
    private static String idOf(Migration migration) {
        return "%s-%s".formatted(migration.state().code(), migration.changedAt());
    }

    private Migration demand(String id) {
        return migrations
                .find(id)
                .orElseThrow(() ->
                        new ProvisioningException(
                                Reason.MIGRATION_UNKNOWN, "no migration has the id " + id));
    }
}
