package io.tenantry.access.audit;

import io.tenantry.access.Caller;
import io.tenantry.routing.TenantId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Who was behind the visits that the audit log names. */
final class GuestNames {
    private GuestNames() {}

    /**
     * Adds the guests among the actors.
     *
     * @param tenant whose visits count; null for those to any
     */
    static Map<String, Named> added(
            Map<String, Named> names, Handle handle, @Nullable TenantId tenant, List<String> ids) {
        List<String> visits =
                ids.stream()
                        .filter(id -> id.startsWith(Caller.GUEST))
                        .map(id -> id.substring(Caller.GUEST.length()))
                        .toList();
        if (visits.isEmpty()) {
            return names;
        }
        Map<String, Named> all = new HashMap<>(names);
        handle.createQuery(
                        """
                        SELECT v.id, u.name, u.email
                        FROM support_visits v
                        JOIN users u ON u.id = v.user_id
                        WHERE (:tenant IS NULL OR v.tenant_id = :tenant) AND v.id IN (<visits>)
                        """)
                .bind("tenant", tenant == null ? null : tenant.value())
                .bindList("visits", visits)
                .map((row, _) ->
                        Map.entry(
                                Caller.GUEST + row.getString("id"),
                                new Named(row.getString("name"), row.getString("email"))))
                .forEach(guest -> all.put(guest.getKey(), guest.getValue()));
        return all;
    }
}
