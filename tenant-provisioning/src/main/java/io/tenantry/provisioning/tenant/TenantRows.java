package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.controlplane.Columns;
import io.tenantry.provisioning.server.Labels;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.TenantSlug;
import io.tenantry.routing.TenantState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** SQL on {@code tenants}. */
public final class TenantRows {
    static final String SELECT =
            """
            SELECT t.id, t.slug, t.name, t.plan, t.tags, t.state, t.state_reason, s.name AS server,
                   d.changelog_version, t.created_at, t.changed_at, t.purge_after
            FROM tenants t
            LEFT JOIN tenant_databases d ON d.id = t.database_id
            LEFT JOIN database_servers s ON s.id = d.server_id
            """;

    private TenantRows() {}

    static void insert(Handle handle, TenantId id, CreateTenant request, Instant now) {
        handle.createUpdate(
                        """
                        INSERT INTO tenants
                            (id, slug, slug_claim, name, plan, state, created_at, changed_at, route_changed_at)
                        VALUES
                            (:id, :slug, :slug, :name, :plan, :state, :now, :now, :now)
                        """)
                .bind("id", id.value())
                .bind("slug", request.slug())
                .bind("name", request.name())
                .bind("plan", request.plan())
                .bind("state", TenantState.REQUESTED.code())
                .bind("now", now)
                .execute();
    }

    /** Gives a tenant the own settings that another has. */
    static void copySettings(Handle handle, TenantId from, TenantId to) {
        handle.createUpdate(
                        """
                        UPDATE tenants c JOIN tenants o ON o.id = :from
                        SET c.settings = o.settings
                        WHERE c.id = :to
                        """)
                .bind("from", from.value())
                .bind("to", to.value())
                .execute();
    }

    /** Its database is being made, or the making is undone. */
    static void provisioning(Handle handle, TenantId id, Instant now) {
        move(
                handle,
                id,
                life ->
                        switch (life) {
                            case TenantLife.Requested requested -> requested.place();
                            case TenantLife.Active active -> active.takeBack();
                            case TenantLife.Provisioning same -> same;
                            default -> null;
                        },
                null,
                now);
    }

    /** Opens the tenant's route to a database. */
    static void activate(Handle handle, TenantId id, String databaseId, Instant now) {
        move(
                handle,
                id,
                life ->
                        switch (life) {
                            case TenantLife.Provisioning provisioning -> provisioning.open();
                            case TenantLife.Active same -> same;
                            default -> null;
                        },
                databaseId,
                now);
    }

    /** Has another database serve the tenant. */
    static void serve(
            Handle handle, TenantId id, String databaseId, TenantState state, Instant now) {
        handle.createUpdate(
                        """
                        UPDATE tenants
                        SET state = :state, database_id = :database,
                            changed_at = :now, route_changed_at = :now
                        WHERE id = :id
                        """)
                .bind("state", state.code())
                .bind("database", databaseId)
                .bind("now", now)
                .bind("id", id.value())
                .execute();
    }

    /** Its creation was undone: the slug is free again. */
    static void fail(Handle handle, TenantId id, Instant now) {
        move(
                handle,
                id,
                life ->
                        switch (life) {
                            case TenantLife.Requested requested -> requested.fail();
                            case TenantLife.Provisioning provisioning -> provisioning.fail();
                            case TenantLife.Failed same -> same;
                            default -> null;
                        },
                null,
                now);
        handle.createUpdate("UPDATE tenants SET slug_claim = NULL WHERE id = :id")
                .bind("id", id.value())
                .execute();
    }

    /** The plan is part of the route: another one is news for the replicas. */
    static void describe(
            Handle handle,
            TenantId id,
            String name,
            @Nullable String plan,
            Labels tags,
            Instant now) {
        handle.createUpdate(
                        """
                        UPDATE tenants
                        SET route_changed_at = IF(plan <=> :plan, route_changed_at, :now),
                            name = :name, plan = :plan, tags = :tags, changed_at = :now
                        WHERE id = :id
                        """)
                .bind("name", name)
                .bind("plan", plan)
                .bind("tags", tags.isEmpty() ? null : tags.toJson())
                .bind("now", now)
                .bind("id", id.value())
                .execute();
    }

    /**
     * Moves a creation on. A step may run twice, so its end is a state to move from, too.
     *
     * @param next null for a life from which there is no such move
     */
    private static void move(
            Handle handle,
            TenantId id,
            Function<TenantLife, @Nullable TenantLife> next,
            @Nullable String databaseId,
            Instant now) {
        TenantLife before = LifeRows.lock(handle, id);
        TenantLife after = next.apply(before);
        if (after == null) {
            throw new IllegalStateException(
                    "the creation of a tenant cannot go on when it is %s"
                            .formatted(before.state().code()));
        }
        handle.createUpdate(
                        """
                        UPDATE tenants
                        SET state = :state, database_id = :database,
                            changed_at = :now, route_changed_at = :now
                        WHERE id = :id AND state = :before
                        """)
                .bind("state", after.state().code())
                .bind("before", before.state().code())
                .bind("database", databaseId)
                .bind("now", now)
                .bind("id", id.value())
                .execute();
    }

    /** Whether an operator has closed the tenant. */
    public static boolean isSuspended(Handle handle, TenantId id) {
        return handle.createQuery("SELECT state = :suspended FROM tenants WHERE id = :id")
                .bind("suspended", TenantState.SUSPENDED.code())
                .bind("id", id.value())
                .mapTo(Boolean.class)
                .one();
    }

    /** The slug by which whoever asks for something that cannot be undone confirms it. */
    public static String slug(Handle handle, TenantId id) {
        return handle.createQuery("SELECT slug FROM tenants WHERE id = :id")
                .bind("id", id.value())
                .mapTo(String.class)
                .one();
    }

    /** When replicas last had to learn something of the tenant. */
    static Instant routeChangedAt(Handle handle, TenantId id) {
        return handle.createQuery("SELECT route_changed_at FROM tenants WHERE id = :id")
                .bind("id", id.value())
                .map((row, _) -> Columns.instant(row, "route_changed_at"))
                .one();
    }

    static Optional<Tenant> byId(Handle handle, TenantId id) {
        return handle.createQuery(SELECT + "WHERE t.id = :id")
                .bind("id", id.value())
                .map(TenantRows::read)
                .findOne();
    }

    static Optional<Tenant> bySlug(Handle handle, TenantSlug slug) {
        return handle.createQuery(SELECT + "WHERE t.slug_claim = :slug")
                .bind("slug", slug.value())
                .map(TenantRows::read)
                .findOne();
    }

    static Tenant read(ResultSet row, StatementContext context) throws SQLException {
        return new Tenant(
                new TenantId(row.getString("id")),
                new TenantSlug(row.getString("slug")),
                row.getString("name"),
                row.getString("plan"),
                Labels.fromJson(row.getString("tags")),
                TenantState.fromCode(row.getString("state")),
                row.getString("state_reason"),
                row.getString("server"),
                row.getString("changelog_version"),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "changed_at"),
                Columns.instantOrNull(row, "purge_after"));
    }
}
