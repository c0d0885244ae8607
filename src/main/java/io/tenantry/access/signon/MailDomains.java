package io.tenantry.access.signon;

import io.tenantry.provisioning.controlplane.Columns;
import io.tenantry.routing.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Tenants' mail domains in the control plane; each method joins the caller's transaction. */
@ApplicationScoped
class MailDomains {
    private static final String COLUMNS =
            """
            SELECT tenant_id, domain, record_value, enforced, verified_at
            FROM sign_on_domains
            """;

    List<MailDomain> of(Handle handle, TenantId tenant) {
        return handle.createQuery(COLUMNS + "WHERE tenant_id = :tenant ORDER BY domain")
                .bind("tenant", tenant.value())
                .map((row, _) -> domain(row))
                .list();
    }

    Optional<MailDomain> find(Handle handle, TenantId tenant, String domain) {
        return handle.createQuery(COLUMNS + "WHERE tenant_id = :tenant AND domain = :domain")
                .bind("tenant", tenant.value())
                .bind("domain", domain)
                .map((row, _) -> domain(row))
                .findOne();
    }

    /** The domain as the tenant's that has verified it. */
    Optional<MailDomain> verified(Handle handle, String domain) {
        return handle.createQuery(COLUMNS + "WHERE domain_claim = :domain")
                .bind("domain", domain)
                .map((row, _) -> domain(row))
                .findOne();
    }

    boolean isEnforcedAnywhere(Handle handle, TenantId tenant) {
        return of(handle, tenant).stream().anyMatch(MailDomain::enforced);
    }

    void insert(Handle handle, MailDomain domain, Instant now) {
        handle.createUpdate(
                        """
                        INSERT INTO sign_on_domains
                            (tenant_id, domain, record_value, enforced, created_at)
                        VALUES
                            (:tenant, :domain, :value, FALSE, :now)
                        """)
                .bind("tenant", domain.tenant().value())
                .bind("domain", domain.domain())
                .bind("value", domain.recordValue())
                .bind("now", now)
                .execute();
    }

    /** Of two tenants at the same moment one wins: the claim is unique. */
    boolean verify(Handle handle, MailDomain domain, Instant now) {
        handle.createUpdate(
                        """
                        UPDATE IGNORE sign_on_domains
                        SET domain_claim = :domain, verified_at = :now
                        WHERE tenant_id = :tenant AND domain = :domain
                        """)
                .bind("domain", domain.domain())
                .bind("now", now)
                .bind("tenant", domain.tenant().value())
                .execute();
        return verified(handle, domain.domain())
                .filter(holder -> holder.tenant().equals(domain.tenant()))
                .isPresent();
    }

    void enforce(Handle handle, TenantId tenant, String domain, boolean enforced) {
        handle.createUpdate(
                        """
                        UPDATE sign_on_domains
                        SET enforced = :enforced
                        WHERE tenant_id = :tenant AND domain = :domain
                        """)
                .bind("enforced", enforced)
                .bind("tenant", tenant.value())
                .bind("domain", domain)
                .execute();
    }

    /** How many domains were enforced that are not any more. */
    int release(Handle handle, TenantId tenant) {
        return handle.createUpdate(
                        """
                        UPDATE sign_on_domains
                        SET enforced = FALSE
                        WHERE tenant_id = :tenant AND enforced
                        """)
                .bind("tenant", tenant.value())
                .execute();
    }

    void remove(Handle handle, TenantId tenant, String domain) {
        handle.createUpdate(
                        """
                        DELETE FROM sign_on_domains
                        WHERE tenant_id = :tenant AND domain = :domain
                        """)
                .bind("tenant", tenant.value())
                .bind("domain", domain)
                .execute();
    }

    private static MailDomain domain(ResultSet row) throws SQLException {
        return new MailDomain(
                new TenantId(row.getString("tenant_id")),
                row.getString("domain"),
                row.getString("record_value"),
                row.getBoolean("enforced"),
                Columns.instantOrNull(row, "verified_at"));
    }
}
