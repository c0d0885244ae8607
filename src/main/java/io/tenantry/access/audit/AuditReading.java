package io.tenantry.access.audit;

import io.tenantry.access.user.User;
import io.tenantry.access.user.Users;
import io.tenantry.paging.Page;
import io.tenantry.paging.PageRequest;
import io.tenantry.provisioning.audit.AuditFilter;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.audit.AuditRecord;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads the audit log for people: with names, for those who may see them. */
@ApplicationScoped
public class AuditReading {
    private final AuditLog audit;
    private final Users users;
    private final ControlPlane controlPlane;

    AuditReading(AuditLog audit, Users users, ControlPlane controlPlane) {
        this.audit = audit;
        this.users = users;
        this.controlPlane = controlPlane;
    }

    /**
     * For operators: entries of all tenants and of the platform.
     *
     * @param tenant only those of this one, or null
     */
    public Page<AuditView> page(@Nullable TenantId tenant, AuditQuery query, PageRequest request) {
        List<AuditRecord> found =
                audit.list(filter(tenant, query), request.after(), request.limit() + 1);
        return page(
                found,
                request,
                (handle, ids) -> GuestNames.added(anybody(handle, ids), handle, null, ids));
    }

    /** For an enterprise: the entries of its tenant, with the names of its own people only. */
    Page<AuditView> ofTenant(TenantId tenant, AuditQuery query, PageRequest request) {
        List<AuditRecord> found =
                audit.list(filter(tenant, query), request.after(), request.limit() + 1);
        return page(found, request, (handle, ids) -> members(handle, tenant, ids));
    }

    /** Entries of a tenant before one of them, newest first, as {@link #ofTenant} shows them. */
    List<AuditView> before(TenantId tenant, AuditQuery query, @Nullable String before, int limit) {
        List<AuditRecord> found = audit.list(filter(tenant, query), before, limit);
        Map<String, Named> names =
                controlPlane.read(handle -> members(handle, tenant, actors(found)));
        return found.stream().map(entry -> view(entry, names)).toList();
    }

    private Page<AuditView> page(
            List<AuditRecord> found,
            PageRequest request,
            BiFunction<Handle, List<String>, Map<String, Named>> naming) {
        List<String> actors = actors(found);
        Map<String, Named> names =
                actors.isEmpty()
                        ? Map.of()
                        : controlPlane.read(handle -> naming.apply(handle, actors));
        return Page.of(found, request, AuditRecord::id, entry -> view(entry, names));
    }

    private static List<String> actors(List<AuditRecord> found) {
        return found.stream().map(AuditRecord::actor).distinct().toList();
    }

    private static AuditView view(AuditRecord entry, Map<String, Named> names) {
        Named who = names.get(entry.actor());
        return AuditView.of(
                entry, who == null ? null : who.name(), who == null ? null : who.email());
    }

    private AuditFilter filter(@Nullable TenantId tenant, AuditQuery query) {
        return new AuditFilter(
                tenant, named(query.actor()), query.action(), query.from(), query.to());
    }

    /** What the log calls somebody: a person is their id there, whatever their address becomes. */
    private @Nullable String named(@Nullable String actor) {
        return actor == null || actor.indexOf('@') < 0
                ? actor
                : controlPlane
                        .read(handle -> users.byEmail(handle, actor))
                        .map(User::id)
                        .orElse(actor);
    }

    private Map<String, Named> anybody(Handle handle, List<String> ids) {
        return names(
                handle
                        .createQuery("SELECT id, name, email FROM users WHERE id IN (<ids>)")
                        .bindList("ids", ids)
                        .map((row, _) ->
                                Map.entry(
                                        row.getString("id"),
                                        new Named(row.getString("name"), row.getString("email"))))
                        .stream());
    }

    /** Its people, and who was there as a guest. */
    private static Map<String, Named> members(Handle handle, TenantId tenant, List<String> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        Map<String, Named> members =
                names(
                        handle
                                .createQuery(
                                        """
                                        SELECT u.id, u.name, u.email
                                        FROM tenant_users m
                                        JOIN users u ON u.id = m.user_id
                                        WHERE m.tenant_id = :tenant AND m.user_id IN (<ids>)
                                        """)
                                .bind("tenant", tenant.value())
                                .bindList("ids", ids)
                                .map((row, _) ->
                                        Map.entry(
                                                row.getString("id"),
                                                new Named(
                                                        row.getString("name"),
                                                        row.getString("email"))))
                                .stream());
        return GuestNames.added(members, handle, tenant, ids);
    }

    private static Map<String, Named> names(Stream<Map.Entry<String, Named>> rows) {
        Map<String, Named> names = new HashMap<>();
        rows.forEach(row -> names.put(row.getKey(), row.getValue()));
        return names;
    }
}
