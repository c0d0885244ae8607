package io.tenantry.access.signon;

import io.tenantry.access.signon.oidc.Client;
import io.tenantry.provisioning.controlplane.Columns;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.TenantSlug;
import io.tenantry.routing.secret.SecretBox;
import io.tenantry.routing.secret.SecretPlaces;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * How tenants' people sign on, in the control plane; each method joins the caller's transaction.
 */
@ApplicationScoped
class Setups {
    private final SecretBox secrets;

    Setups(SecretBox secrets) {
        this.secrets = secrets;
    }

    Optional<Setup> find(Handle handle, TenantId tenant) {
        return handle.createQuery(
                        """
                        SELECT tenant_id, issuer, client_id, client_secret, scopes, email_claim,
                            email_trusted, factor_trusted, joins, default_role, version,
                            tested_version, tested_at, changed_at
                        FROM sign_on_providers
                        WHERE tenant_id = :tenant
                        """)
                .bind("tenant", tenant.value())
                .map((row, _) -> setup(row, rules(handle, tenant)))
                .findOne();
    }

    /** An open tenant, by its id or its slug. */
    Optional<TenantId> openTenant(Handle handle, String idOrSlug) {
        if (TenantId.parse(idOrSlug).isEmpty() && TenantSlug.parse(idOrSlug).isEmpty()) {
            return Optional.empty();
        }
        return handle.createQuery(
                        """
                        SELECT id FROM tenants
                        WHERE (id = :key OR slug_claim = :key)
                          AND state IN ('active', 'suspended', 'maintenance')
                        """)
                .bind("key", idOrSlug)
                .mapTo(String.class)
                .findOne()
                .map(TenantId::new);
    }

    boolean exists(Handle handle, TenantId tenant) {
        return handle.createQuery(
                                "SELECT COUNT(*) FROM sign_on_providers WHERE tenant_id = :tenant")
                        .bind("tenant", tenant.value())
                        .mapTo(Integer.class)
                        .one()
                == 1;
    }

    private static List<Rule> rules(Handle handle, TenantId tenant) {
        return handle.createQuery(
                        """
                        SELECT claim, claim_value, role, department_id
                        FROM sign_on_rules
                        WHERE tenant_id = :tenant
                        ORDER BY position
                        """)
                .bind("tenant", tenant.value())
                .map((row, _) ->
                        new Rule(
                                row.getString("claim"),
                                row.getString("claim_value"),
                                row.getString("role"),
                                row.getString("department_id")))
                .list();
    }

    void put(Handle handle, Setup setup, Instant now) {
        handle.createUpdate(
                        """
                        INSERT INTO sign_on_providers
                            (tenant_id, issuer, client_id, client_secret, scopes, email_claim,
                             email_trusted, factor_trusted, joins, default_role, version,
                             tested_version, tested_at, created_at, changed_at)
                        VALUES
                            (:tenant, :issuer, :client, :secret, :scopes, :emailClaim,
                             :emailTrusted, :factorTrusted, :joins, :role, :version,
                             :testedVersion, :testedAt, :now, :now)
                        ON DUPLICATE KEY UPDATE
                            issuer = :issuer, client_id = :client, client_secret = :secret,
                            scopes = :scopes, email_claim = :emailClaim,
                            email_trusted = :emailTrusted, factor_trusted = :factorTrusted,
                            joins = :joins, default_role = :role, version = :version,
                            changed_at = :now
                        """)
                .bind("tenant", setup.tenant().value())
                .bind("issuer", setup.client().issuer())
                .bind("client", setup.client().id())
                .bind(
                        "secret",
                        secrets.seal(
                                setup.client().secret(),
                                SecretPlaces.signOn(setup.tenant().value())))
                .bind("scopes", setup.scopes())
                .bind("emailClaim", setup.emailClaim())
                .bind("emailTrusted", setup.emailTrusted())
                .bind("factorTrusted", setup.factorTrusted())
                .bind("joins", setup.joins())
                .bind("role", setup.mapping().defaultRole())
                .bind("version", setup.version())
                .bind("testedVersion", setup.testedVersion())
                .bind("testedAt", setup.testedAt())
                .bind("now", now)
                .execute();
        putRules(handle, setup);
    }

    private static void putRules(Handle handle, Setup setup) {
        handle.createUpdate("DELETE FROM sign_on_rules WHERE tenant_id = :tenant")
                .bind("tenant", setup.tenant().value())
                .execute();
        List<Rule> rules = setup.mapping().rules();
        if (rules.isEmpty()) {
            return;
        }
        try (PreparedBatch batch =
                handle.prepareBatch(
                        """
                        INSERT INTO sign_on_rules
                            (tenant_id, position, claim, claim_value, role, department_id)
                        VALUES
                            (:tenant, :position, :claim, :value, :role, :department)
                        """)) {
            for (int i = 0; i < rules.size(); i++) {
                Rule rule = rules.get(i);
                batch.bind("tenant", setup.tenant().value())
                        .bind("position", i)
                        .bind("claim", rule.claim())
                        .bind("value", rule.value())
                        .bind("role", rule.role())
                        .bind("department", rule.department())
                        .add();
            }
            batch.execute();
        }
    }

    /**
     * Notes that somebody has signed in for a test, unless something has changed since it began.
     */
    boolean noteTested(Handle handle, TenantId tenant, int version, Instant now) {
        return handle.createUpdate(
                                """
                                UPDATE sign_on_providers
                                SET tested_version = :version, tested_at = :now
                                WHERE tenant_id = :tenant AND version = :version
                                """)
                        .bind("version", version)
                        .bind("now", now)
                        .bind("tenant", tenant.value())
                        .execute()
                == 1;
    }

    void remove(Handle handle, TenantId tenant) {
        for (String table : List.of("sign_on_codes", "sign_on_identities", "sign_on_providers")) {
            handle.createUpdate("DELETE FROM <table> WHERE tenant_id = :tenant")
                    .define("table", table)
                    .bind("tenant", tenant.value())
                    .execute();
        }
    }

    private Setup setup(ResultSet row, List<Rule> rules) throws SQLException {
        String tenant = row.getString("tenant_id");
        int tested = row.getInt("tested_version");
        Integer testedVersion = row.wasNull() ? null : tested;
        return new Setup(
                new TenantId(tenant),
                new Client(
                        row.getString("issuer"),
                        row.getString("client_id"),
                        secrets.openText(
                                row.getBytes("client_secret"), SecretPlaces.signOn(tenant))),
                row.getString("scopes"),
                row.getString("email_claim"),
                row.getBoolean("email_trusted"),
                row.getBoolean("factor_trusted"),
                row.getBoolean("joins"),
                new ClaimMapping(rules, row.getString("default_role")),
                row.getInt("version"),
                testedVersion,
                Columns.instantOrNull(row, "tested_at"),
                Columns.instant(row, "changed_at"));
    }
}
