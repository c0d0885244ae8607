package io.tenantry.access.support;

import io.tenantry.access.mail.Language;
import io.tenantry.access.mail.Languages;
import io.tenantry.access.mail.Letter;
import io.tenantry.access.mail.Mailing;
import io.tenantry.access.mail.Outbox;
import io.tenantry.access.mail.PublicAddress;
import io.tenantry.access.policy.AccessPolicies;
import io.tenantry.access.user.Administrators;
import io.tenantry.routing.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Tells whoever runs a tenant that a guest has entered it. */
@ApplicationScoped
class VisitLetters {
    private final Administrators administrators;
    private final Outbox outbox;
    private final AccessPolicies policies;
    private final Languages languages;
    private final PublicAddress address;

    VisitLetters(
            Administrators administrators,
            Outbox outbox,
            AccessPolicies policies,
            Languages languages,
            PublicAddress address) {
        this.administrators = administrators;
        this.outbox = outbox;
        this.policies = policies;
        this.languages = languages;
        this.address = address;
    }

    /** In the caller's transaction. */
    void announce(Handle handle, Visit visit) {
        TenantId tenant = visit.tenant();
        Named named = named(handle, tenant);
        Language language = languages.first(policies.of(handle, tenant).language());
        Map<String, String> values =
                Map.of(
                        "tenant", named.name(),
                        "guest", visit.guest().name(),
                        "reason", visit.reason(),
                        "minutes",
                                Long.toString(
                                        Duration.between(visit.beganAt(), visit.expiresAt())
                                                .toMinutes()),
                        "link", address.page("/t/" + named.slug() + "/settings"));
        outbox.put(
                handle,
                administrators.addresses(handle, tenant).stream()
                        .map(email ->
                                Mailing.to(email, Letter.SUPPORT_VISIT, language, values)
                                        .of(tenant, visit.id()))
                        .toList());
    }

    private record Named(String name, String slug) {}

    private static Named named(Handle handle, TenantId tenant) {
        return handle.createQuery("SELECT name, slug FROM tenants WHERE id = :tenant")
                .bind("tenant", tenant.value())
                .map((row, _) -> new Named(row.getString("name"), row.getString("slug")))
                .one();
    }
}
