package io.tenantry.access;

import static io.restassured.RestAssured.given;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tenantry.access.token.AccessTokens;
import io.tenantry.access.token.Bearer;
import io.tenantry.access.token.SignInMethods;
import io.tenantry.access.token.Versions;
import io.tenantry.access.user.ActingMember;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Peoples tenants with members, roles and departments, and lets them call. */
@ApplicationScoped
public class Staff {
    private final ControlPlane controlPlane;
    private final AccessTokens tokens;

    Staff(ControlPlane controlPlane, AccessTokens tokens) {
        this.controlPlane = controlPlane;
        this.tokens = tokens;
    }

    /**
     * Somebody in a tenant.
     *
     * @param token issued when they joined
     */
    public record Person(TenantId tenant, String id, String email, String token) {
        public RequestSpecification calls() {
            return given().auth().oauth2(token).contentType("application/json");
        }

        public ValidatableResponse gets(String path) {
            return calls().get("/api/v1/" + path).then();
        }

        public ValidatableResponse patches(String path, Object body) {
            return calls().body(body).patch("/api/v1/" + path).then();
        }

        public ValidatableResponse posts(String path, Object body) {
            return calls().body(body).post("/api/v1/" + path).then();
        }

        public ValidatableResponse puts(String path, Object body) {
            return calls().body(body).put("/api/v1/" + path).then();
        }

        public ValidatableResponse deletes(String path) {
            return calls().delete("/api/v1/" + path).then();
        }

        public ActingMember acting() {
            return new ActingMember(tenant, id, new Actor(id, "192.0.2.7"));
        }
    }

    /** An account that nobody can sign in with. */
    public String account(String name) {
        String id = Ulid.next();
        Instant now = controlPlane.now();
        controlPlane.useTransaction(h ->
                h.createUpdate(
                                """
                                INSERT INTO users
                                    (id, email, name, state, created_at, changed_at)
                                VALUES (:id, :email, :name, 'active', :now, :now)
                                """)
                        .bind("id", id)
                        .bind("email", email(id))
                        .bind("name", name)
                        .bind("now", now)
                        .execute());
        return id;
    }

    private static String email(String id) {
        return id.toLowerCase(Locale.ROOT) + "@staff.test";
    }

    /** Somebody new, active in one of the product's roles or one of the tenant's. */
    public Person hire(TenantId tenant, String role, @Nullable String department) {
        return join(tenant, account("Somebody"), role, department, "active");
    }

    public Person join(
            TenantId tenant, String user, String role, @Nullable String department, String state) {
        Instant now = controlPlane.now();
        Set<String> own =
                controlPlane.inTransaction(h -> {
                    h.createUpdate(
                                    """
                                    INSERT INTO tenant_users
                                        (tenant_id, user_id, role, department_id, state,
                                         created_at, changed_at)
                                    VALUES
                                        (:tenant, :user, :role, :department, :state, :now, :now)
                                    """)
                            .bind("tenant", tenant.value())
                            .bind("user", user)
                            .bind("role", role)
                            .bind("department", department)
                            .bind("state", state)
                            .bind("now", now)
                            .execute();
                    return h.createQuery(
                                    "SELECT permission FROM role_permissions WHERE role_id = :role")
                            .bind("role", role)
                            .mapTo(String.class)
                            .set();
                });
        String token =
                tokens.issue(
                        new Bearer(
                                user,
                                tenant,
                                Roles.including(role),
                                own,
                                department,
                                null,
                                SignInMethods.UNKNOWN,
                                new Versions(0, 0, 0)));
        return new Person(tenant, user, email(user), token);
    }

    public String department(TenantId tenant, String name, @Nullable String parent) {
        String id = Ulid.next();
        Instant now = controlPlane.now();
        controlPlane.useTransaction(h ->
                h.createUpdate(
                                """
                                INSERT INTO departments
                                    (id, tenant_id, parent_id, under, name, created_at, changed_at)
                                VALUES
                                    (:id, :tenant, :parent, COALESCE(:parent, :tenant), :name,
                                     :now, :now)
                                """)
                        .bind("id", id)
                        .bind("tenant", tenant.value())
                        .bind("parent", parent)
                        .bind("name", name)
                        .bind("now", now)
                        .execute());
        return id;
    }

    public String role(TenantId tenant, String name, String scope, Set<String> permissions) {
        String id = Ulid.next();
        Instant now = controlPlane.now();
        controlPlane.useTransaction(h -> {
            h.createUpdate(
                            """
                            INSERT INTO roles (id, tenant_id, name, scope, created_at, changed_at)
                            VALUES (:id, :tenant, :name, :scope, :now, :now)
                            """)
                    .bind("id", id)
                    .bind("tenant", tenant.value())
                    .bind("name", name)
                    .bind("scope", scope)
                    .bind("now", now)
                    .execute();
            permissions.forEach(each ->
                    h.execute(
                            "INSERT INTO role_permissions (role_id, permission) VALUES (?, ?)",
                            id,
                            each));
        });
        return id;
    }

    /**
     * Nobody belongs to the tenant any more, and it has neither roles of its own nor departments.
     */
    public void disband(TenantId tenant) {
        controlPlane.useTransaction(h -> {
            String id = tenant.value();
            h.execute("DELETE FROM invitations WHERE tenant_id = ?", id);
            h.execute("DELETE FROM tenant_users WHERE tenant_id = ?", id);
            h.execute("UPDATE departments SET parent_id = NULL WHERE tenant_id = ?", id);
            h.execute("DELETE FROM departments WHERE tenant_id = ?", id);
            h.execute("DELETE FROM roles WHERE tenant_id = ?", id);
        });
    }

    /** What the audit log holds of what somebody did, in order. */
    public List<String> deedsOf(Person person) {
        return controlPlane.read(h ->
                h.createQuery(
                                """
                                SELECT CONCAT(action, ' ', subject)
                                FROM audit_log
                                WHERE actor = :actor AND tenant_id = :tenant
                                ORDER BY id
                                """)
                        .bind("actor", person.id())
                        .bind("tenant", person.tenant().value())
                        .mapTo(String.class)
                        .list());
    }
}
