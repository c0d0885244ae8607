package io.tenantry.access.signon;

import static io.tenantry.access.signon.SignOnHosts.SIGN_ON;
import static io.tenantry.access.signon.SignOnHosts.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.restassured.response.ValidatableResponse;
import io.tenantry.access.Staff;
import io.tenantry.access.signon.SignOnHosts.Host;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import io.tenantry.routing.secret.MasterKey;
import io.tenantry.routing.secret.SecretBox;
import io.tenantry.routing.secret.SecretPlaces;
import io.tenantry.server.ServerTest;
import io.tenantry.server.ServerTestStack;
import io.tenantry.tenants.Fleet;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Setting sign-on up, and the mail domains that it is for. */
@ServerTest
class SignOnSetupTest {
    private static final String ISSUER = "https://login.acme.test/realms/acme";
    private static final String SECRET = "nobody shall read this";

    @Inject SignOnHosts hosts;
    @Inject Staff staff;
    @Inject Fleet fleet;
    @Inject ControlPlane controlPlane;
    @Inject SecretBox secrets;
    @Inject TestTxtRecords dns;

    private Host host;

    @BeforeEach
    void setUp() {
        host = hosts.shared("sign-on-setup");
        host.calls().delete(SIGN_ON).then().statusCode(204);
    }

    private static Map<String, Object> wish() {
        return SignOnHosts.wish(ISSUER, SECRET);
    }

    private static Map<String, Object> with(String field, Object value) {
        Map<String, Object> wish = wish();
        wish.put(field, value);
        return wish;
    }

    private static String newDomain() {
        return Ulid.next().toLowerCase(Locale.ROOT) + ".test";
    }

    @Test
    void theSecretIsNeverShownAndStaysUntilAnotherIsEntered() {
        host.calls().get(SIGN_ON).then().statusCode(404).body("code", equalTo("sign_on_not_found"));
        String shown =
                host.setUp(wish())
                        .statusCode(200)
                        .body("scopes", equalTo("openid email profile"))
                        .body("joins", is(true))
                        .body("tested", is(false))
                        .extract()
                        .asString();
        Map<String, Object> again = with("scopes", "openid email groups");
        again.remove("clientSecret");
        host.setUp(again).statusCode(200).body("scopes", equalTo("openid email groups"));

        assertThat(shown + host.calls().get(SIGN_ON).asString()).doesNotContain(SECRET);
        assertThat(hosts.audited(host, "sign-on.change"))
                .isNotEmpty()
                .noneMatch(entry -> entry.contains(SECRET));
        assertThat(secret(secrets)).isEqualTo(SECRET);

        again.put("issuer", "https://thief.test");
        host.setUp(again).statusCode(400).body("code", equalTo("validation_failed"));
    }

    private String secret(SecretBox box) {
        byte[] sealed =
                controlPlane.read(h ->
                        h.createQuery(
                                        """
                                        SELECT client_secret FROM sign_on_providers
                                        WHERE tenant_id = :tenant
                                        """)
                                .bind("tenant", host.tenant().value())
                                .mapTo(byte[].class)
                                .one());
        return box.openText(sealed, SecretPlaces.signOn(host.tenant().value()));
    }

    @Test
    void theSecretIsSealedAnewWithTheOthers() {
        host.setUp(wish()).statusCode(200);
        SecretBox former = new SecretBox(MasterKey.fromBase64(ServerTestStack.FORMER_KEY));
        String tenant = host.tenant().value();
        controlPlane.useTransaction(h ->
                h.execute(
                        "UPDATE sign_on_providers SET client_secret = ? WHERE tenant_id = ?",
                        former.seal(SECRET, SecretPlaces.signOn(tenant)),
                        tenant));

        String operation =
                fleet.asOperator()
                        .post("/api/v1/platform/secrets/reseal")
                        .then()
                        .statusCode(202)
                        .extract()
                        .path("operation.id");
        fleet.awaitState(operation, "succeeded");

        fleet.asOperator().get("/api/v1/platform/secrets").then().body("former", equalTo(0));
        assertThat(secret(secrets)).isEqualTo(SECRET);
    }

    @Test
    void whatCannotWorkIsNotTaken() {
        for (Map<String, Object> wrong :
                List.of(
                        with("issuer", "http://login.acme.test"),
                        with("issuer", ISSUER + "?x=1"),
                        with("issuer", ISSUER + "#x"),
                        with("issuer", "https://user@login.acme.test"),
                        with("scopes", "email profile"),
                        with("emailClaim", " "),
                        with("rules", List.of(rule("groups", "x", null, null))),
                        with("clientId", " "))) {
            host.setUp(wrong).statusCode(400).body("code", equalTo("validation_failed"));
        }
        String foreign =
                staff.role(
                        TenantId.parse(hosts.shared("sign-on").tenant().value()).orElseThrow(),
                        "Foreign " + Ulid.next(),
                        "tenant",
                        Set.of("design:read"));
        host.setUp(with("defaultRole", foreign))
                .statusCode(404)
                .body("code", equalTo("role_not_found"));
        host.setUp(with("defaultRole", "platform_admin")).statusCode(404);
        host.setUp(with("rules", List.of(rule("groups", "x", null, Ulid.next()))))
                .statusCode(404)
                .body("code", equalTo("department_not_found"));
    }

    @Test
    void whoeverMayNotBeEverybodySetsNothingUp() {
        String role =
                staff.role(
                        host.tenant(),
                        "Sign-on " + Ulid.next(),
                        "tenant",
                        Set.of("sign-on:read", "sign-on:manage", "design:read"));
        Staff.Person clerk = staff.hire(host.tenant(), role, null);

        beyond(clerk.puts("sign-on", wish()));
        beyond(clerk.posts("sign-on/domains", Map.of("domain", newDomain())));
        host.setUp(wish()).statusCode(200);
        clerk.gets("sign-on").statusCode(200);
        beyond(clerk.deletes("sign-on"));
        beyond(clerk.posts("sign-on/test", Map.of()));
    }

    private static void beyond(ValidatableResponse answer) {
        answer.statusCode(403).body("code", equalTo("beyond_own_permissions"));
    }

    @Test
    void aRoleAndADepartmentThatSignOnGivesAreReplacedWithIt() {
        String role =
                staff.role(host.tenant(), "Given " + Ulid.next(), "tenant", Set.of("design:read"));
        String department = hosts.department(host, "Given " + Ulid.next());
        String other = hosts.department(host, "Other " + Ulid.next());
        Map<String, Object> wish = with("rules", List.of(rule("groups", "x", role, department)));
        host.setUp(wish).statusCode(200);

        host.calls()
                .delete("/api/v1/roles/" + role)
                .then()
                .statusCode(409)
                .body("code", equalTo("role_in_use"));
        host.calls().delete("/api/v1/roles/" + role + "?reassign=member").then().statusCode(204);
        host.calls()
                .delete("/api/v1/departments/" + department)
                .then()
                .statusCode(409)
                .body("code", equalTo("department_not_empty"));
        host.calls()
                .delete("/api/v1/departments/" + department + "?reassign=" + other)
                .then()
                .statusCode(204);

        host.calls()
                .get(SIGN_ON)
                .then()
                .body("rules[0].role", equalTo("member"))
                .body("rules[0].department", equalTo(other));
    }

    @Test
    void aDomainBelongsToWhoeverHasMadeItsRecord() {
        String domain = newDomain();
        ValidatableResponse listed =
                SignOnHosts.list(host, domain.toUpperCase(Locale.ROOT))
                        .statusCode(201)
                        .body("verified", is(false))
                        .body("recordName", equalTo("_tenantry." + domain));
        String value = listed.extract().path("recordValue");
        SignOnHosts.list(host, domain).statusCode(201).body("recordValue", equalTo(value));

        unverified(SignOnHosts.verification(host, domain));
        dns.put("_tenantry." + domain, "tenantry-verification=another");
        unverified(SignOnHosts.verification(host, domain));
        dns.put("_tenantry." + domain, "something else", value);
        SignOnHosts.verification(host, domain).statusCode(200).body("verified", is(true));
        SignOnHosts.verification(host, domain).statusCode(200);
        assertThat(hosts.audited(host, "sign-on.domain-verify")).isNotEmpty();

        Host rival = hosts.shared("sign-on");
        String theirs = SignOnHosts.list(rival, domain).extract().path("recordValue");
        assertThat(theirs).isNotEqualTo(value);
        dns.put("_tenantry." + domain, value, theirs);
        SignOnHosts.verification(rival, domain)
                .statusCode(409)
                .body("code", equalTo("sign_on_domain_taken"));
        host.calls().delete(SIGN_ON + "/domains/" + domain).then().statusCode(204);
        SignOnHosts.verification(rival, domain).statusCode(200);
        rival.calls().delete(SIGN_ON + "/domains/" + domain).then().statusCode(204);
        host.calls().get(SIGN_ON + "/domains").then().body("items.domain", not(hasItem(domain)));
    }

    private static void unverified(ValidatableResponse answer) {
        answer.statusCode(409).body("code", equalTo("sign_on_domain_unverified"));
    }

    @Test
    void aDomainThatCannotBeAnybodysIsNotListed() {
        for (String open : List.of("gmail.com", "QQ.com", "163.com")) {
            SignOnHosts.list(host, open)
                    .statusCode(400)
                    .body("code", equalTo("sign_on_domain_public"));
        }
        SignOnHosts.list(host, "@acme").statusCode(400).body("code", equalTo("validation_failed"));
        SignOnHosts.verification(host, newDomain())
                .statusCode(404)
                .body("code", equalTo("sign_on_domain_not_found"));
        String silent = "silent." + newDomain();
        SignOnHosts.list(host, silent).statusCode(201);
        unverified(SignOnHosts.verification(host, silent));
        unverified(SignOnHosts.enforce(host, silent, true));
        host.calls().delete(SIGN_ON + "/domains/" + silent).then().statusCode(204);
    }
}
