package io.tenantry.access.signon;

import static io.restassured.RestAssured.given;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tenantry.access.Staff;
import io.tenantry.access.factor.Authenticator;
import io.tenantry.access.signin.Calls;
import io.tenantry.access.token.AccessTokens;
import io.tenantry.access.token.Bearer;
import io.tenantry.access.user.Email;
import io.tenantry.access.user.People;
import io.tenantry.access.user.User;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import io.tenantry.server.TestClock;
import io.tenantry.tenants.Fleet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Tenants that set sign-on up. */
@ApplicationScoped
class SignOnHosts {
    static final String SIGN_ON = "/api/v1/sign-on";

    private final Fleet fleet;
    private final People people;
    private final Staff staff;
    private final AccessTokens tokens;
    private final TestTxtRecords dns;
    private final ControlPlane controlPlane;
    private final TestClock clock;

    SignOnHosts(
            Fleet fleet,
            People people,
            Staff staff,
            AccessTokens tokens,
            TestTxtRecords dns,
            ControlPlane controlPlane,
            TestClock clock) {
        this.clock = clock;
        this.fleet = fleet;
        this.people = people;
        this.staff = staff;
        this.tokens = tokens;
        this.dns = dns;
        this.controlPlane = controlPlane;
    }

    /** A tenant, and an administrator of it. */
    record Host(TenantId tenant, String slug, User admin, String token) {
        RequestSpecification calls() {
            return given().auth().oauth2(token).contentType("application/json");
        }

        ValidatableResponse setUp(Map<String, Object> wish) {
            return calls().body(wish).put(SIGN_ON).then();
        }
    }

    /** With a database. */
    Host shared(String name) {
        Fleet.Open open = fleet.shared(name);
        return host(open.id(), open.slug());
    }

    private Host host(TenantId tenant, String slug) {
        User admin = people.somebody();
        people.join(admin, tenant, "enterprise_admin");
        return new Host(
                tenant,
                slug,
                admin,
                tokens.issue(Bearer.of(admin.id(), tenant, Set.of("enterprise_admin", "member"))));
    }

    /** What a provider needs at least. */
    static Map<String, Object> wish(String issuer, String secret) {
        Map<String, Object> wish = new HashMap<>();
        wish.put("issuer", issuer);
        wish.put("clientId", "tenantry");
        wish.put("clientSecret", secret);
        wish.put("defaultRole", "member");
        return wish;
    }

    static Map<String, Object> rule(
            String claim, String value, @Nullable String role, @Nullable String department) {
        Map<String, Object> rule = new HashMap<>();
        rule.put("claim", claim);
        rule.put("value", value);
        rule.put("role", role);
        rule.put("department", department);
        return rule;
    }

    /** Lists a domain, makes its record, and has it looked for. */
    void verify(Host host, String domain) {
        ValidatableResponse listed = list(host, domain).statusCode(201);
        dns.put(listed.extract().path("recordName"), "other", listed.extract().path("recordValue"));
        verification(host, domain).statusCode(200);
    }

    static ValidatableResponse list(Host host, String domain) {
        return host.calls().body(Map.of("domain", domain)).post(SIGN_ON + "/domains").then();
    }

    static ValidatableResponse verification(Host host, String domain) {
        return host.calls().post(SIGN_ON + "/domains/" + domain + "/verify").then();
    }

    static ValidatableResponse enforce(Host host, String domain, boolean enforced) {
        return host.calls()
                .body(Map.of("enforced", enforced))
                .put(SIGN_ON + "/domains/" + domain + "/enforcement")
                .then();
    }

    /** Somebody with an address of a domain and the usual password, who is a member. */
    User colleague(Host host, String address, String role) {
        String email = Email.normal(address);
        User user = people.somebody();
        controlPlane.useTransaction(
                h -> h.execute("UPDATE users SET email = ? WHERE id = ?", email, user.id()));
        people.join(user, host.tenant(), role);
        return controlPlane.read(h -> user(h, email));
    }

    private User user(Handle handle, String email) {
        return handle.createQuery("SELECT id, name FROM users WHERE email = :email")
                .bind("email", email)
                .map((row, _) ->
                        new User(
                                row.getString("id"),
                                email,
                                row.getString("name"),
                                null,
                                null,
                                true,
                                0))
                .one();
    }

    /** Sets a second factor up for somebody with the usual password. */
    Authenticator telephone(User user) {
        RequestSpecification calls =
                given().auth().oauth2(Calls.accessToken(user)).contentType("application/json");
        String secret =
                calls.body(Map.of("password", People.PASSWORD))
                        .post("/api/v1/me/factor")
                        .then()
                        .extract()
                        .path("secret");
        Authenticator telephone = new Authenticator(secret, clock);
        calls.body(Map.of("code", telephone.code()))
                .post("/api/v1/me/factor/confirm")
                .then()
                .statusCode(200);
        return telephone;
    }

    String department(Host host, String name) {
        return staff.department(host.tenant(), name, null);
    }

    /** What the audit log of a tenant holds of an action, newest first. */
    List<String> audited(Host host, String action) {
        return controlPlane.read(h ->
                h.createQuery(
                                """
                                SELECT COALESCE(after_, JSON_OBJECT()) FROM audit_log
                                WHERE tenant_id = :tenant AND action = :action
                                ORDER BY id DESC
                                """)
                        .bind("tenant", host.tenant().value())
                        .bind("action", action)
                        .mapTo(String.class)
                        .list());
    }
}
