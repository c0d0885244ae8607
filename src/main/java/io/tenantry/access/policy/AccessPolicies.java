package io.tenantry.access.policy;

import io.tenantry.routing.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The policies in the control plane; each method joins the caller's transaction. */
@ApplicationScoped
public class AccessPolicies {
    /** A tenant's policy, or the default. */
    public AccessPolicy of(Handle handle, TenantId tenant) {
        List<String> domains =
                handle.createQuery(
                                """
                                SELECT domain FROM tenant_access_domains
                                WHERE tenant_id = :tenant
                                """)
                        .bind("tenant", tenant.value())
                        .mapTo(String.class)
                        .list();
        return handle.createQuery(
                        """
                        SELECT approval_required, language FROM tenant_access_policies
                        WHERE tenant_id = :tenant
                        """)
                .bind("tenant", tenant.value())
                .map((row, _) ->
                        new AccessPolicy(
                                row.getBoolean("approval_required"),
                                domains,
                                row.getString("language")))
                .findOne()
                .orElse(AccessPolicy.DEFAULT);
    }

    /** Has a tenant's mails be in a language where nobody names another. */
    public void setLanguage(Handle handle, TenantId tenant, String language, Instant now) {
        AccessPolicy before = of(handle, tenant);
        put(
                handle,
                tenant,
                new AccessPolicy(before.approvalRequired(), before.domains(), language),
                now);
    }

    void put(Handle handle, TenantId tenant, AccessPolicy policy, Instant now) {
        handle.createUpdate(
                        """
                        INSERT INTO tenant_access_policies
                            (tenant_id, approval_required, language, changed_at)
                        VALUES
                            (:tenant, :approval, :language, :now)
                        ON DUPLICATE KEY UPDATE
                            approval_required = :approval, language = :language, changed_at = :now
                        """)
                .bind("tenant", tenant.value())
                .bind("approval", policy.approvalRequired())
                .bind("language", policy.language())
                .bind("now", now)
                .execute();
        handle.createUpdate("DELETE FROM tenant_access_domains WHERE tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .execute();
        if (policy.domains().isEmpty()) {
            return;
        }
        try (PreparedBatch batch =
                handle.prepareBatch(
                        """
                        INSERT INTO tenant_access_domains (tenant_id, domain)
                        VALUES (:tenant, :domain)
                        """)) {
            policy.domains()
                    .forEach(domain ->
                            batch.bind("tenant", tenant.value()).bind("domain", domain).add());
            batch.execute();
        }
    }
}
