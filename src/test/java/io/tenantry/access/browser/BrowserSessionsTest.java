package io.tenantry.access.browser;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.RestAssured;
import io.restassured.http.Cookie;
import io.restassured.response.ValidatableResponse;
import io.tenantry.access.Permissions;
import io.tenantry.access.Roles;
import io.tenantry.access.signin.Calls;
import io.tenantry.access.user.People;
import io.tenantry.access.user.User;
import io.tenantry.routing.TenantId;
import io.tenantry.server.ServerTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ServerTest
class BrowserSessionsTest {
    private static final String SESSION = "tenantry-session";

    @Inject People people;

    private final ConsolePage page = new ConsolePage();

    @Test
    void theRefreshTokenLiesInACookieThatNoScriptAndNoOtherSiteSees() {
        ValidatableResponse answer = page.signIn(people.somebody());

        answer.statusCode(200)
                .body("accessToken", notNullValue())
                .body("containsKey('refreshToken')", equalTo(false));
        Cookie cookie = answer.extract().detailedCookie(SESSION);
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.isSecured()).as("the public address is https").isTrue();
        assertThat(cookie.getSameSite()).isEqualTo("Strict");
        assertThat(cookie.getPath()).isEqualTo("/api/v1/auth");
        assertThat(cookie.getMaxAge()).isEqualTo(30 * 24 * 60 * 60);
        assertThat(cookie.getDomain()).as("of this host alone").isNull();
    }

    @Test
    void whoeverSendsNoHeaderGetsTheTokenAsEver() {
        ValidatableResponse answer =
                Calls.signIn(people.somebody().email(), People.PASSWORD).statusCode(200);

        answer.body("refreshToken", notNullValue()).header("Set-Cookie", nullValue());
        Calls.refresh(answer.extract().path("refreshToken"))
                .statusCode(200)
                .body("refreshToken", notNullValue())
                .body("containsKey('slug')", equalTo(false))
                .header("Set-Cookie", nullValue());
    }

    @Test
    void twoTenantsAreWorkedInAtOnce() {
        User user = people.somebody();
        String one = joined(user);
        String other = joined(user);
        String outside = page.signIn(user).extract().path("accessToken");
        page.choose(outside, one).statusCode(200).body("tenant.slug", equalTo(one));
        page.choose(outside, other)
                .statusCode(200)
                .body("containsKey('refreshToken')", equalTo(false));

        String before = page.cookies.get(SESSION + "-" + one);
        for (String slug : new String[] {one, other, one}) {
            String access =
                    page.refresh(slug)
                            .statusCode(200)
                            .body("containsKey('refreshToken')", equalTo(false))
                            .body("containsKey('slug')", equalTo(false))
                            .extract()
                            .path("accessToken");
            Calls.me(access).body("tenant.slug", equalTo(slug));
        }
        Calls.me(page.refresh(null).statusCode(200).extract().path("accessToken"))
                .body("tenant", nullValue());
        assertThat(page.cookies.get(SESSION + "-" + one)).isNotEqualTo(before);
        assertThat(page.cookies).hasSize(3);
    }

    @Test
    void aCookieThatIsUsedTwiceEndsItsSessionAndIsTakenAway() {
        page.signIn(people.somebody());
        String used = page.cookies.get(SESSION);
        page.refresh(null).statusCode(200);
        String next = page.cookies.put(SESSION, used);

        refused(page.refresh(null), 401, "refresh_token_reused");

        assertThat(page.cookies).isEmpty();
        refused(page.refresh(null), 401, "refresh_token_invalid");
        page.cookies.put(SESSION, next);
        refused(page.refresh(null), 401, "refresh_token_invalid");
        assertThat(page.cookies).isEmpty();
    }

    /** Whatever the name of the cookie says. */
    @Test
    void aCookieIsGoodForItsOwnTenantAlone() {
        User user = people.somebody();
        String slug = joined(user);
        page.signIn(user);
        page.cookies.put(SESSION + "-" + slug, page.cookies.get(SESSION));

        refused(page.refresh(slug), 401, "refresh_token_invalid");

        refused(page.refresh(null), 401, "refresh_token_reused");
    }

    @Test
    void signingOutEndsOneSessionOrAll() {
        User user = people.somebody();
        String one = joined(user);
        String other = joined(user);
        String outside = page.signIn(user).extract().path("accessToken");
        page.choose(outside, one);
        page.choose(outside, other);
        ConsolePage copy = new ConsolePage();
        copy.cookies.putAll(page.cookies);

        page.signOut(one).statusCode(204);
        refused(page.refresh(one), 401, "refresh_token_invalid");
        page.refresh(other).statusCode(200);
        page.signOut(null).statusCode(204);

        assertThat(page.cookies).isEmpty();
        for (String slug : new String[] {one, null}) {
            refused(copy.refresh(slug), 401, "refresh_token_invalid");
        }
        Calls.me(outside).statusCode(401);
        page.signOut(null).statusCode(204);
    }

    @Test
    void aBrowserHoldsSessionsOfOnePerson() {
        User first = people.somebody();
        String slug = joined(first);
        String outside = page.signIn(first).extract().path("accessToken");
        page.choose(outside, slug);
        ConsolePage copy = new ConsolePage();
        copy.cookies.putAll(page.cookies);

        page.signIn(people.somebody()).statusCode(200);

        assertThat(page.cookies).containsOnlyKeys(SESSION);
        refused(copy.refresh(slug), 401, "refresh_token_invalid");
        refused(copy.refresh(null), 401, "refresh_token_invalid");
    }

    @Test
    void whoeverSignsInAgainGoesOnInTheirTenants() {
        User user = people.somebody();
        String slug = joined(user);
        page.choose(page.signIn(user).extract().path("accessToken"), slug);
        String replaced = page.cookies.getOrDefault(SESSION, "");

        page.signIn(user).statusCode(200);

        page.refresh(slug).statusCode(200);
        Calls.refresh(replaced).statusCode(401).body("code", equalTo("refresh_token_invalid"));
    }

    @Test
    void theTenantOfLongestAgoMakesRoomForTheNextOne() {
        User user = people.somebody();
        String outside = page.signIn(user).extract().path("accessToken");
        String oldest = joined(user);
        page.choose(outside, oldest);
        String token = page.cookies.getOrDefault(SESSION + "-" + oldest, "");
        for (int i = 1; i < BrowserSessions.MOST_TENANTS; i++) {
            page.cookies.put(SESSION + "-tenant-" + i, page.cookies.get(SESSION));
        }

        String next = joined(user);
        page.choose(outside, next).statusCode(200);

        assertThat(page.cookies)
                .hasSize(1 + BrowserSessions.MOST_TENANTS)
                .containsKeys(SESSION, SESSION + "-" + next)
                .doesNotContainKey(SESSION + "-" + oldest);
        Calls.refresh(token).statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"refresh", "logout"})
    void withoutTheHeaderACookieIsWorthNothing(String call) {
        page.signIn(people.somebody());

        refused(
                given().cookies(page.cookies)
                        .contentType("application/json")
                        .body(ConsolePage.which(null))
                        .post("/api/v1/auth/browser/" + call)
                        .then(),
                403,
                "cross_site_request");

        page.refresh(null).statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Sec-Fetch-Site, none",
        "Origin, https://evil.example",
        "Origin, https://tenantry.localhost.evil.example",
        "Origin, http://tenantry.localhost",
        "Origin, null"
    })
    void anotherSitesPageIsRefused(String header, String value) {
        User user = people.somebody();
        page.signIn(user);

        refused(
                given().header("Tenantry-Browser", "1")
                        .header(header, value)
                        .cookies(page.cookies)
                        .contentType("application/json")
                        .body(ConsolePage.which(null))
                        .post("/api/v1/auth/browser/refresh")
                        .then(),
                403,
                "cross_site_request");
        refused(
                given().header("Tenantry-Browser", "1")
                        .header(header, value)
                        .contentType("application/json")
                        .body(Map.of("email", user.email(), "password", People.PASSWORD))
                        .post("/api/v1/auth/login")
                        .then()
                        .header("Set-Cookie", nullValue()),
                403,
                "cross_site_request");
    }

    @Test
    void theConsolesOwnPagesAreNot() {
        page.signIn(people.somebody());
        String here = RestAssured.baseURI + ":" + RestAssured.port;

        for (String origin : new String[] {"https://tenantry.localhost", here}) {
            ValidatableResponse answer =
                    given().header("Tenantry-Browser", "1")
                            .header("Origin", origin)
                            .cookies(page.cookies)
                            .contentType("application/json")
                            .body(ConsolePage.which(null))
                            .post("/api/v1/auth/browser/refresh")
                            .then()
                            .statusCode(200);
            page.cookies.put(SESSION, answer.extract().cookie(SESSION));
        }
    }

    @Test
    void somebodyLearnsWhatTheyMayDoWithTheTokenAndHowTheirTenantsAre() {
        User user = people.somebody();
        TenantId tenant = people.tenant();
        people.join(user, tenant, Roles.MEMBER);
        people.setState(tenant, "suspended");
        String outside = page.signIn(user).extract().path("accessToken");
        ValidatableResponse chosen = page.choose(outside, tenant.value());

        chosen.body("tenant.state", equalTo("suspended"));
        Calls.me(outside)
                .body("permissions", not(hasItem(Permissions.DESIGN_READ)))
                .body("tenants[0].state", equalTo("suspended"));
        Calls.me(chosen.extract().path("accessToken"))
                .body("permissions", hasItems(Permissions.DESIGN_READ))
                .body("permissions", not(hasItem(Permissions.MEMBER_ASSIGN)));
    }

    private String joined(User user) {
        TenantId tenant = people.tenant();
        people.join(user, tenant, Roles.MEMBER);
        return People.slug(tenant);
    }

    private static void refused(ValidatableResponse answer, int status, String code) {
        answer.statusCode(status).body("code", equalTo(code));
    }
}
