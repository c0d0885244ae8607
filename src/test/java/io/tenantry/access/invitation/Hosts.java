package io.tenantry.access.invitation;

import static io.restassured.RestAssured.given;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tenantry.access.Roles;
import io.tenantry.access.token.AccessTokens;
import io.tenantry.access.token.Bearer;
import io.tenantry.access.user.People;
import io.tenantry.access.user.User;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import io.tenantry.tenants.Fleet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tenants with somebody who invites, and the calls that they and the invited make. */
@ApplicationScoped
public class Hosts {
    private final Fleet fleet;
    private final People people;
    private final AccessTokens tokens;
    private final ControlPlane controlPlane;

    Hosts(Fleet fleet, People people, AccessTokens tokens, ControlPlane controlPlane) {
        this.fleet = fleet;
        this.people = people;
        this.tokens = tokens;
        this.controlPlane = controlPlane;
    }

    /** Somebody who may invite. */
    public record Host(TenantId tenant, String slug, User user, String token) {
        public RequestSpecification request() {
            return Fleet.as(token);
        }

        public ValidatableResponse invite(String email, String role) {
            return request()
                    .body(Map.of("email", email, "role", role))
                    .post("/api/v1/invitations")
                    .then();
        }
    }

    /** An administrator of the tenant that tests of invitations share. */
    public Host admin() {
        return host(fleet.shared("invitations"), Roles.ENTERPRISE_ADMIN);
    }

    /** An administrator of a tenant of their own. */
    public Host adminOfAnother() {
        return host(fleet.open(), Roles.ENTERPRISE_ADMIN);
    }

    private Host host(Fleet.Open tenant, String role) {
        User user = people.somebody();
        people.join(user, tenant.id(), role);
        return new Host(tenant.id(), tenant.slug(), user, token(user, tenant.id(), role));
    }

    /** Another one of the same tenant, who acts for a department. */
    public Host of(Host host, String role, @Nullable String department) {
        User user = people.somebody();
        people.join(user, host.tenant(), role);
        controlPlane.useTransaction(h ->
                h.execute(
                        "UPDATE tenant_users SET department_id = ? WHERE user_id = ?",
                        department,
                        user.id()));
        return new Host(host.tenant(), host.slug(), user, token(user, host.tenant(), role));
    }

    public String department(Host host, @Nullable String parent) {
        String id = Ulid.next();
        controlPlane.useTransaction(h ->
                h.execute(
                        """
                        INSERT INTO departments
                            (id, tenant_id, parent_id, under, name, created_at, changed_at)
                        VALUES (?, ?, ?, COALESCE(?, tenant_id), ?, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))
                        """,
                        id,
                        host.tenant().value(),
                        parent,
                        parent,
                        "D " + id));
        return id;
    }

    public String token(User user, TenantId tenant, String role) {
        return tokens.issue(Bearer.of(user.id(), tenant, Roles.including(role)));
    }

    /** A token from signing in. */
    public String token(User user) {
        return tokens.issue(Bearer.of(user.id(), null, Set.of()));
    }

    public static String newAddress() {
        return newAddress("invited.test");
    }

    public static String newAddress(String domain) {
        return Ulid.next().toLowerCase(Locale.ROOT) + "@" + domain;
    }

    public static ValidatableResponse accept(Map<String, String> body) {
        return call("accept", body);
    }

    public static ValidatableResponse acceptAs(String token, Map<String, String> body) {
        return Fleet.as(token).body(body).post("/api/v1/invitations/accept").then();
    }

    public static ValidatableResponse call(String name, Map<String, String> body) {
        return given().contentType("application/json")
                .body(body)
                .post("/api/v1/invitations/" + name)
                .then();
    }

    /** Why the last mail to somebody was not sent; empty if it was not tried yet. */
    public String mailFailure(String email) {
        return controlPlane.read(h ->
                h.createQuery(
                                """
                                SELECT COALESCE(failure, '') FROM mails
                                WHERE recipient = :email ORDER BY id DESC LIMIT 1
                                """)
                        .bind("email", email)
                        .mapTo(String.class)
                        .one());
    }

    /** The state of somebody's membership; "none" if there is none. */
    public String state(TenantId tenant, String email) {
        return controlPlane.read(h ->
                h.createQuery(
                                """
                                SELECT m.state FROM tenant_users m JOIN users u ON u.id = m.user_id
                                WHERE m.tenant_id = :tenant AND u.email = :email
                                """)
                        .bind("tenant", tenant.value())
                        .bind("email", email)
                        .mapTo(String.class)
                        .findOne()
                        .orElse("none"));
    }

    /** What the audit log says was done to something of a tenant, in the order of the deeds. */
    public List<String> audited(TenantId tenant, String subject) {
        return controlPlane.read(h ->
                h.createQuery(
                                """
                                SELECT action FROM audit_log
                                WHERE tenant_id = :tenant AND subject = :subject
                                ORDER BY id
                                """)
                        .bind("tenant", tenant.value())
                        .bind("subject", subject)
                        .mapTo(String.class)
                        .list());
    }
}
