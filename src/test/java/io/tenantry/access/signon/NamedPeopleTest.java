package io.tenantry.access.signon;

import static io.restassured.RestAssured.given;
import static io.tenantry.access.signon.SignOnHosts.SIGN_ON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;
import io.tenantry.access.factor.Authenticator;
import io.tenantry.access.signin.Calls;
import io.tenantry.access.user.User;
import io.tenantry.server.ServerTest;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;

/** Whom a provider may name, what they become, and how long their sessions last. */
@ServerTest
class NamedPeopleTest extends WithOddProvider {
    private void notLetIn(String reason) {
        signOn((claims, to) -> to.hands(claims))
                .then()
                .statusCode(403)
                .body("code", equalTo("sign_on_refused"))
                .body("errors[0].code", equalTo(reason));
    }

    @Test
    void aProviderCannotNamePeopleOfOtherDomainsNorOfThePlatform() {
        User stranger = people.somebody();
        String own = email;
        email = stranger.email();
        notLetIn("email_domain");
        email = own;
        User staff = hosts.colleague(host, own, "member");
        update("UPDATE users SET platform_role = 'platform_admin' WHERE id = ?", staff.id());
        notLetIn("platform_staff");
        update("UPDATE users SET platform_role = NULL, state = 'closed' WHERE id = ?", staff.id());
        notLetIn("account_closed");
        update("UPDATE users SET state = 'active' WHERE id = ?", staff.id());
        update("UPDATE tenant_users SET state = 'suspended' WHERE user_id = ?", staff.id());
        notLetIn("suspended");
    }

    @Test
    void anAccountThatTheProviderHasNamedBeforeIsOutOfReachOnceItsDomainIs() {
        Browser browser = new Browser();
        Response landed = signOn(browser, (claims, to) -> to.hands(claims));
        String refresh = browser.complete(Browser.handed(landed)).extract().path("refreshToken");
        host.calls().delete(SIGN_ON + "/domains/" + domain).then().statusCode(204);

        notLetIn("email_domain");
        Calls.refresh(refresh).statusCode(401).body("code", equalTo("refresh_token_invalid"));
    }

    @Test
    void onlyMembersComeInWhereNobodyJoinsBySigningOn() {
        Map<String, Object> wish = SignOnHosts.wish(provider.issuer(), OddProvider.SECRET);
        wish.put("joins", false);
        host.setUp(wish).statusCode(200);

        notLetIn("not_a_member");
        hosts.colleague(host, email, "member");
        assertThat(signOn((claims, to) -> to.hands(claims)).statusCode()).isEqualTo(303);
    }

    @Test
    void theLastAdministratorStaysOneWhateverTheRulesSay() {
        Map<String, Object> wish = SignOnHosts.wish(provider.issuer(), OddProvider.SECRET);
        wish.put("rules", List.of(SignOnHosts.rule("groups", "chiefs", "enterprise_admin", null)));
        host.setUp(wish).statusCode(200);
        User chief = hosts.colleague(host, email, "enterprise_admin");
        String others =
                "UPDATE tenant_users SET state = '%s' WHERE tenant_id = ? AND user_id <> '"
                        + chief.id()
                        + "'";
        update(others.formatted("left"), host.tenant().value());

        Browser browser = new Browser();
        Response last = signOn(browser, (claims, to) -> to.hands(claims));
        browser.complete(Browser.handed(last))
                .body("tenant.roles", equalTo(List.of("enterprise_admin")));

        update(others.formatted("active"), host.tenant().value());
        Browser again = new Browser();
        Response one = signOn(again, (claims, to) -> to.hands(claims));
        again.complete(Browser.handed(one)).body("tenant.roles", equalTo(List.of("member")));
    }

    @Test
    void aSecondFactorOfTheProviderCountsWhereTheOrganisationSaysSo() {
        update(
                "UPDATE tenants SET settings = '{\"access.second-factor\":true}' WHERE id = ?",
                host.tenant().value());
        BiConsumer<JwtClaims, OddProvider> shown =
                (claims, to) -> {
                    claims.setStringListClaim("amr", "pwd", "otp");
                    to.hands(claims);
                };
        Browser untrusted = new Browser();
        untrusted
                .complete(Browser.handed(signOn(untrusted, shown)))
                .statusCode(403)
                .body("code", equalTo("tenant_requires_second_factor"));

        Map<String, Object> wish = SignOnHosts.wish(provider.issuer(), OddProvider.SECRET);
        wish.put("factorTrusted", true);
        host.setUp(wish).statusCode(200);

        Browser trusted = new Browser();
        trusted.complete(Browser.handed(signOn(trusted, shown))).statusCode(200);
    }

    @Test
    void whereTheProviderAsksForNoSecondFactorOursIsAskedFor() {
        User grace = hosts.colleague(host, email, "member");
        Authenticator telephone = hosts.telephone(grace);
        update(
                "UPDATE tenants SET settings = '{\"access.second-factor\":true}' WHERE id = ?",
                host.tenant().value());
        Browser browser = new Browser();
        String code = Browser.handed(signOn(browser, (claims, to) -> to.hands(claims)));

        browser.complete(code)
                .statusCode(401)
                .body("code", equalTo("second_factor_required"))
                .body("challenge", equalTo(code));
        browser.complete(Map.of("code", code, "factorCode", "000000x"))
                .statusCode(401)
                .body("code", equalTo("second_factor_wrong"));
        browser.complete(Map.of("code", code, "factorCode", telephone.upcomingCode()))
                .statusCode(200);
    }

    @Test
    void aSessionEndsWhenTheSignOnThatItCameOfIsRemoved() {
        Browser browser = new Browser();
        Response landed = signOn(browser, (claims, to) -> to.hands(claims));
        String refresh = browser.complete(Browser.handed(landed)).extract().path("refreshToken");
        refresh = Calls.refresh(refresh).statusCode(200).extract().path("refreshToken");

        host.calls().delete(SIGN_ON).then().statusCode(204);

        Calls.refresh(refresh).statusCode(401).body("code", equalTo("refresh_token_invalid"));
        given().redirects()
                .follow(false)
                .get("/api/v1/auth/sign-on/" + host.slug())
                .then()
                .statusCode(404)
                .body("code", equalTo("sign_on_not_found"));
    }
}
