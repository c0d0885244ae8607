package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.controlplane.LikePattern;
import io.tenantry.provisioning.tenant.TenantFilter.Tag;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.TenantState;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** SQL on many of {@code tenants}. */
final class TenantLists {
    /** In which nothing of a tenant is there. */
    private static final Set<TenantState> GONE = EnumSet.of(TenantState.PURGED, TenantState.FAILED);

    private TenantLists() {}

    /** Those that a filter lets through, by their ids. */
    static List<Tenant> list(
            Handle handle, TenantFilter filter, @Nullable TenantId after, int limit) {
        String text = filter.text();
        Tag tag = filter.tag();
        return handle.createQuery(
                        TenantRows.SELECT
                                + """
                                WHERE t.state IN (<states>)
                                  AND (:name IS NULL
                                      OR t.name LIKE :name OR t.slug LIKE :slug OR t.id = :id)
                                  AND (:server IS NULL OR s.name = :server)
                                  AND (:plan IS NULL OR t.plan = :plan)
                                  AND (:tag IS NULL
                                      OR CAST(JSON_UNQUOTE(JSON_EXTRACT(t.tags, :path)) AS BINARY)
                                          = :tag)
                                  AND (:after IS NULL OR t.id > :after)
                                ORDER BY t.id
                                LIMIT :limit
                                """)
                .bindList("states", filter.states().stream().map(TenantState::code).toList())
                .bind("name", text == null ? null : LikePattern.holding(text))
                .bind("slug", filter.slug().map(LikePattern::beginningWith).orElse(null))
                .bind("id", filter.id().map(TenantId::value).orElse(null))
                .bind("server", filter.server())
                .bind("plan", filter.plan())
                .bind("tag", tag == null ? null : tag.value())
                .bind("path", tag == null ? null : tag.path())
                .bind("after", after == null ? null : after.value())
                .bind("limit", limit)
                .map(TenantRows::read)
                .list();
    }

    static TenantCounts counts(Handle handle) {
        Map<TenantState, Long> states = new EnumMap<>(TenantState.class);
        SortedMap<String, Long> plans = new TreeMap<>();
        handle.createQuery("SELECT state, plan, COUNT(*) AS n FROM tenants GROUP BY state, plan")
                .map((row, _) ->
                        new Group(
                                TenantState.fromCode(row.getString("state")),
                                row.getString("plan"),
                                row.getLong("n")))
                .forEach(group -> {
                    states.merge(group.state(), group.tenants(), Long::sum);
                    if (group.plan() != null && !GONE.contains(group.state())) {
                        plans.merge(group.plan(), group.tenants(), Long::sum);
                    }
                });
        return new TenantCounts(states, plans);
    }

    private record Group(TenantState state, @Nullable String plan, long tenants) {}
}
