package io.tenantry.access.signon;

import static io.restassured.RestAssured.given;
import static io.tenantry.access.signon.SignOnHosts.SIGN_ON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.response.Response;
import io.tenantry.access.signon.OddProvider.Oddity;
import io.tenantry.routing.TenantId;
import io.tenantry.server.ServerTest;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Providers that lie, dawdle or babble, and browsers that bring what they should not have. */
@ServerTest
class BadProvidersTest extends WithOddProvider {
    private static void refused(Response answer, String reason) {
        answer.then()
                .statusCode(403)
                .body("code", equalTo("sign_on_token_refused"))
                .body("errors[0].code", equalTo(reason));
    }

    private static void unavailable(Response answer, String reason) {
        answer.then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("sign_on_unavailable"))
                .body("errors[0].code", equalTo(reason));
    }

    @ParameterizedTest
    @EnumSource
    void aBadTokenIsNotBelieved(BadToken bad) {
        refused(signOn(bad.hands()), bad.reason());

        assertThat(hosts.audited(host, "access.sign-on-refused").getFirst()).contains(bad.reason());
    }

    @Test
    void aGoodTokenIs() {
        Browser browser = new Browser();

        Response landed = signOn(browser, (claims, to) -> to.hands(claims));

        browser.complete(Browser.handed(landed)).statusCode(200);
        assertThat(provider.redeemed)
                .containsEntry("client_secret", OddProvider.SECRET)
                .containsKey("code_verifier");
    }

    @Test
    void aProviderThatDoesNotAnswerHoldsNobodyUpForLong() {
        provider.does(Oddity.NEVER_ANSWERS);
        long begun = System.nanoTime();

        List<CompletableFuture<Response>> answers =
                Stream.generate(() ->
                                CompletableFuture.supplyAsync(
                                        () -> signOn((claims, to) -> to.hands(claims)),
                                        start -> new Thread(start).start()))
                        .limit(6)
                        .toList();

        List<String> reasons =
                answers.stream()
                        .map(answer -> answer.join().<String>path("errors[0].code"))
                        .toList();
        assertThat(reasons).contains("slow", "busy").containsOnly("slow", "busy");
        provider.does(Oddity.NONE);
        assertThat(signOn((claims, to) -> to.hands(claims)).statusCode()).isEqualTo(303);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(6));
    }

    @Test
    void aProviderThatBabblesOrSendsElsewhereIsLeft() {
        provider.does(Oddity.ENDLESS);
        unavailable(signOn((claims, to) -> to.hands(claims)), "too_large");
        provider.does(Oddity.REDIRECTS);
        unavailable(signOn((claims, to) -> to.hands(claims)), "redirected");
        provider.does(Oddity.NO_JSON);
        refused(signOn((claims, to) -> to.hands(claims)), "token_malformed");
        provider.does(Oddity.NO_TOKEN);
        refused(signOn((claims, to) -> to.hands(claims)), "token_malformed");
    }

    @Test
    void aDescriptionOfAnotherIssuerIsNotTaken() {
        try (OddProvider liar = new OddProvider()) {
            liar.does(Oddity.OTHER_ISSUER);
            host.setUp(SignOnHosts.wish(liar.issuer(), "secret")).statusCode(200);

            unavailable(
                    given().redirects().follow(false).get("/api/v1/auth/sign-on/" + host.slug()),
                    "other_issuer");
            host.calls()
                    .post(SIGN_ON + "/test")
                    .then()
                    .body("findings[0].code", equalTo("other_issuer"));
        }
        host.setUp(SignOnHosts.wish("http://127.0.0.1:1", "secret")).statusCode(200);
        unavailable(
                given().redirects().follow(false).get("/api/v1/auth/sign-on/" + host.slug()),
                "unreachable");
    }

    @Test
    void aNewKeyIsAskedForButNotAgainAndAgain() {
        signOn((claims, to) -> to.hands(claims));
        int before = provider.keyCalls.get();
        refused(signOn(BadToken.UNKNOWN_KEY.hands()), "token_key");
        refused(signOn(BadToken.UNKNOWN_KEY.hands()), "token_key");
        assertThat(provider.keyCalls.get() - before).isLessThanOrEqualTo(1);

        clock.putForward(Duration.ofSeconds(31));
        Response landed = signOn((claims, to) -> to.hands(claims, to.byANewKey()));

        assertThat(landed.statusCode()).as(landed.asString()).isEqualTo(303);
    }

    @Test
    void whatWasNotBegunInThisBrowserIsNotFinishedInIt() {
        Browser victim = new Browser();
        URI asked = victim.begin(host.slug());
        stateInvalid(new Browser().comeBack(asked, Map.of("code", "a code")));
        stateInvalid(victim.comeBack(asked, Map.of("code", "a code", "state", "another")));
        stateInvalid(victim.holding("rubbish").comeBack(asked, Map.of("code", "a code")));

        Browser late = new Browser();
        URI begun = late.begin(host.slug());
        clock.putForward(Duration.ofMinutes(11));
        stateInvalid(late.comeBack(begun, Map.of("code", "a code")));
    }

    @Test
    void anAnswerThatCameToAnotherOrganisationsAddressIsNotTaken() {
        TenantId other = people.tenant();
        Browser browser = new Browser();
        URI asked = browser.begin(host.slug());

        stateInvalid(
                browser.comeBack(
                        URI.create(
                                "https://x/api/v1/auth/sign-on/callback/%s?code=1&state=%s"
                                        .formatted(
                                                other.value(),
                                                Browser.query(asked).get("state")))));
    }

    private static void stateInvalid(Response answer) {
        answer.then().statusCode(403).body("code", equalTo("sign_on_state_invalid"));
    }

    @Test
    void aTestSignInSaysWhatIsWrong() {
        Response test = host.calls().post(SIGN_ON + "/test");
        Browser browser = new Browser().holding(test.cookie(Browser.COOKIE));
        URI asked = URI.create(test.path("signIn"));
        JwtClaims claims = provider.claims("another", email);
        provider.hands(claims);

        String trial = Browser.handed(browser.comeBack(asked, Map.of("code", "a code")));

        host.calls()
                .get(SIGN_ON + "/tests/" + trial)
                .then()
                .body("succeeded", is(false))
                .body("code", equalTo("sign_on_token_refused"))
                .body("reason", equalTo("token_nonce"));
        host.calls().get(SIGN_ON).then().body("tested", is(false));
        Map<String, String> denied = new HashMap<>(Map.of("error", "access_denied"));
        Browser unwilling = new Browser();
        URI begun = unwilling.begin(host.slug());
        unwilling
                .comeBack(begun, denied)
                .then()
                .statusCode(403)
                .body("errors[0].code", equalTo("provider_refused"))
                .body("detail", containsString("access_denied"));
    }
}
