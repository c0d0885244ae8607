package io.tenantry.access.signon;

import static io.restassured.RestAssured.given;
import static io.tenantry.access.signon.SignOnHosts.SIGN_ON;
import static io.tenantry.access.signon.SignOnHosts.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.tenantry.access.factor.Authenticator;
import io.tenantry.access.signin.Calls;
import io.tenantry.access.signon.SignOnHosts.Host;
import io.tenantry.access.user.People;
import io.tenantry.access.user.User;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import io.tenantry.server.ServerTest;
import io.tenantry.server.TestClock;
import io.tenantry.tenants.Fleet;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signing on with a real Keycloak, by its own sign-in form. */
@ServerTest
class SignOnTest {
    private static final String DOMAIN = "sign-on.test";
    private static final String SECRET = "a secret of acme";
    private static final String GRACE = "grace@sign-on.test";

    @Inject SignOnHosts hosts;
    @Inject People people;
    @Inject TestClock clock;

    private KeycloakServer keycloak;
    private Host host;

    @BeforeAll
    static void early() {
        KeycloakServer.wanted();
    }

    @BeforeEach
    void setUp() {
        keycloak = KeycloakServer.shared();
        host = hosts.shared("sign-on");
        host.setUp(wish()).statusCode(200);
        hosts.verify(host, DOMAIN);
    }

    @AfterEach
    void relax() {
        clock.reset();
        SignOnHosts.enforce(host, DOMAIN, false);
    }

    private Map<String, Object> wish(Map<?, ?>... rules) {
        Map<String, Object> wish = SignOnHosts.wish(keycloak.issuer(), SECRET);
        wish.put("rules", List.of(rules));
        return wish;
    }

    private ValidatableResponse signOn(String name) {
        Browser browser = new Browser();
        return browser.complete(Browser.handed(arrive(browser, name)));
    }

    private Response arrive(Browser browser, String name) {
        URI provider = browser.begin(host.slug());
        return browser.comeBack(browser.signInAt(provider, name, name + " at acme"));
    }

    private static String token(ValidatableResponse answer) {
        return answer.statusCode(200).extract().path("accessToken");
    }

    private static void refused(Response answer, String code, String reason) {
        answer.then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("errors[0].code", equalTo(reason));
    }

    @Test
    void somebodyNewBecomesWhatTheirGroupsSayAndAnotherGroupMakesThemSomethingElse() {
        String studio = hosts.department(host, "Studio " + Ulid.next());
        host.setUp(
                        wish(
                                rule("groups", "leads", "department_admin", studio),
                                rule("groups", "designers", "member", studio)))
                .statusCode(200);

        String token =
                token(
                        signOn("grace")
                                .body("tenant.slug", equalTo(host.slug()))
                                .body("tenant.roles", equalTo(List.of("member"))));

        String id =
                Calls.me(token)
                        .statusCode(200)
                        .body("email", equalTo(GRACE))
                        .body("name", equalTo("Grace Hopper"))
                        .extract()
                        .path("id");
        Fleet.as(token).get("/api/v1/designs").then().statusCode(200);
        host.calls()
                .get("/api/v1/members/" + id)
                .then()
                .body("role.id", equalTo("member"))
                .body("department.id", equalTo(studio));
        given().auth()
                .oauth2(token)
                .get("/api/v1/me/sessions")
                .then()
                .body("items[0].methods", equalTo(List.of("fed")));
        assertThat(hosts.audited(host, "access.sign-on")).isNotEmpty();

        keycloak.move("grace", "designers", "leads");
        try {
            signOn("grace").body("tenant.roles", equalTo(List.of("department_admin")));
        } finally {
            keycloak.move("grace", "leads", "designers");
        }
        signOn("grace").body("tenant.roles", equalTo(List.of("member")));
    }

    @Test
    void whomTheProviderDoesNotVouchForStaysOutside() {
        refused(arrive(new Browser(), "eve"), "sign_on_refused", "email_unverified");
        refused(arrive(new Browser(), "mallory"), "sign_on_refused", "email_domain");
        host.setUp(without("defaultRole", wish(rule("groups", "leads", "member", null))))
                .statusCode(200);
        refused(arrive(new Browser(), "grace"), "sign_on_refused", "role_missing");
        assertThat(hosts.audited(host, "access.sign-on-refused").getFirst())
                .contains("role_missing");
    }

    private static Map<String, Object> without(String field, Map<String, Object> wish) {
        wish.remove(field);
        return wish;
    }

    @Test
    void aBrowserIsShownAPageWhateverHappens() {
        Browser browser = new Browser();
        URI provider = browser.begin(host.slug());
        URI back = browser.signInAt(provider, "eve", "eve at acme");

        String page = browser.comeBack(back, "text/html,*/*").header("Location");

        assertThat(page)
                .isEqualTo(
                        "https://tenantry.localhost/sign-on#problem=sign_on_refused"
                                + "&reason=email_unverified");
    }

    @Test
    void theSessionReachesNeitherOtherTenantsNorTheAccount() {
        User ada = hosts.colleague(host, "ada@" + DOMAIN, "member");
        TenantId other = people.tenant();
        people.join(ada, other, "enterprise_admin");
        String password = Calls.accessToken(ada);

        String token = token(signOn("ada"));

        Calls.me(token)
                .body("id", equalTo(ada.id()))
                .body("tenants.slug", equalTo(List.of(host.slug())));
        Calls.choose(token, host.slug()).statusCode(200);
        for (String which : List.of(People.slug(other), other.value(), "no-such-tenant")) {
            Calls.choose(token, which).statusCode(403).body("code", equalTo("sign_on_confined"));
        }
        String again = Calls.choose(token, host.slug()).extract().path("accessToken");
        Calls.choose(again, People.slug(other)).statusCode(403);
        Fleet.as(token)
                .body(Map.of("password", People.PASSWORD, "newPassword", "another long password 7"))
                .put("/api/v1/me/password")
                .then()
                .statusCode(403)
                .body("code", equalTo("sign_on_confined"));
        Fleet.as(token)
                .body(Map.of("name", "Somebody else"))
                .patch("/api/v1/me")
                .then()
                .statusCode(403)
                .body("code", equalTo("sign_on_confined"));
        Fleet.as(token)
                .body(Map.of("password", People.PASSWORD))
                .post("/api/v1/me/factor")
                .then()
                .statusCode(403);
        Fleet.as(token)
                .get("/api/v1/me/sessions")
                .then()
                .body("items.tenant.slug", everyItem(equalTo(host.slug())));
        Calls.choose(password, People.slug(other)).statusCode(200);
    }

    @Test
    void aTestShowsWhatWouldComeOfASignOnAndSignsNobodyIn() {
        host.setUp(wish(rule("groups", "leads", "department_admin", null))).statusCode(200);

        Response test = host.calls().post(SIGN_ON + "/test");
        test.then()
                .statusCode(200)
                .body("findings.check", equalTo(List.of("discovery", "keys", "credentials")))
                .body("findings.ok", everyItem(is(true)))
                .body("signIn", containsString("code_challenge_method=S256"));
        Browser browser = new Browser().holding(test.cookie(Browser.COOKIE));
        URI back = browser.signInAt(URI.create(test.path("signIn")), "grace", "grace at acme");
        Response landed = browser.comeBack(back);

        assertThat(landed.header("Location"))
                .startsWith("https://tenantry.localhost/sign-on-test#token=");
        host.calls()
                .get(SIGN_ON + "/tests/" + Browser.handed(landed))
                .then()
                .statusCode(200)
                .body("succeeded", is(true))
                .body("email", equalTo(GRACE))
                .body("role", equalTo("member"))
                .body("claims.groups", equalTo(List.of("designers")));
        browser.complete(Browser.handed(landed))
                .statusCode(401)
                .body("code", equalTo("sign_on_code_invalid"));
        host.calls().get(SIGN_ON).then().body("tested", is(true)).body("$", not(hasSecret()));
    }

    private static Matcher<Map<? extends String, ?>> hasSecret() {
        return hasKey("clientSecret");
    }

    @Test
    void aWrongSecretIsFoundByTheTest() {
        host.setUp(SignOnHosts.wish(keycloak.issuer(), "another secret")).statusCode(200);

        host.calls()
                .post(SIGN_ON + "/test")
                .then()
                .body("findings.ok", equalTo(List.of(true, true, false)))
                .body("findings[2].code", equalTo("client_refused"))
                .body("signIn", nullValue());
        Browser browser = new Browser();
        URI back = browser.signInAt(browser.begin(host.slug()), "grace", "grace at acme");
        browser.comeBack(back)
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("sign_on_unavailable"))
                .body("errors[0].code", equalTo("client_refused"));
    }

    @Test
    void anEnforcedDomainLetsNobodyInByPasswordButAnAdministratorWithASecondFactor() {
        String slug = host.slug();
        User member = hosts.colleague(host, Ulid.next() + "@" + DOMAIN, "member");
        User chief = hosts.colleague(host, Ulid.next() + "@" + DOMAIN, "enterprise_admin");
        String refresh =
                Calls.choose(Calls.accessToken(member), slug).extract().path("refreshToken");
        Authenticator telephone = hosts.telephone(chief);
        SignOnHosts.enforce(host, DOMAIN, true)
                .statusCode(409)
                .body("code", equalTo("sign_on_untested"));
        tryOut();

        SignOnHosts.enforce(host, DOMAIN, true).statusCode(200).body("enforced", is(true));

        required(Calls.signIn(member.email(), People.PASSWORD));
        required(Calls.refresh(refresh));
        Calls.signIn(member.email(), "a wrong password")
                .statusCode(401)
                .body("code", equalTo("bad_credentials"));
        Calls.signIn("nobody@" + DOMAIN, "a wrong password")
                .statusCode(401)
                .body("code", equalTo("bad_credentials"));
        String challenge =
                Calls.signIn(chief.email(), People.PASSWORD)
                        .statusCode(401)
                        .body("code", equalTo("second_factor_required"))
                        .extract()
                        .path("challenge");
        String proven =
                given().contentType("application/json")
                        .body(Map.of("challenge", challenge, "code", telephone.upcomingCode()))
                        .post("/api/v1/auth/login/factor")
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("accessToken");
        Calls.choose(proven, slug).statusCode(200);
        token(signOn("grace"));
        host.calls()
                .delete(SIGN_ON)
                .then()
                .statusCode(409)
                .body("code", equalTo("sign_on_enforced"));
    }

    private void required(ValidatableResponse answer) {
        answer.statusCode(403)
                .body("code", equalTo("sign_on_required"))
                .body("errors[0].detail", equalTo("/api/v1/auth/sign-on/" + host.slug()));
    }

    private void tryOut() {
        Response test = host.calls().post(SIGN_ON + "/test");
        Browser browser = new Browser().holding(test.cookie(Browser.COOKIE));
        browser.comeBack(
                browser.signInAt(URI.create(test.path("signIn")), "grace", "grace at acme"));
    }

    @Test
    void aCodeIsGoodOnceAndInItsOwnBrowser() {
        Browser browser = new Browser();
        String code = Browser.handed(arrive(browser, "grace"));

        new Browser().complete(code).statusCode(401).body("code", equalTo("sign_on_code_invalid"));
        browser.complete(code).statusCode(200);
        browser.complete(code).statusCode(401);
    }

    @Test
    void whoeverKnowsTheDomainIsToldWhereItSignsOn() {
        Map<String, String> known = Map.of("email", "somebody." + Ulid.next() + "@" + DOMAIN);
        given().contentType("application/json")
                .body(known)
                .post("/api/v1/auth/sign-on/find")
                .then()
                .statusCode(200)
                .body("slug", equalTo(host.slug()))
                .body("start", equalTo("/api/v1/auth/sign-on/" + host.slug()));
        given().contentType("application/json")
                .body(Map.of("email", "somebody@unknown.test"))
                .post("/api/v1/auth/sign-on/find")
                .then()
                .statusCode(404)
                .body("code", equalTo("sign_on_not_found"));
        host.calls().get(SIGN_ON + "/domains").then().body("items.domain", hasItem(DOMAIN));
        host.calls().get(SIGN_ON + "/domains").then().body("items", hasSize(1));
    }
}
