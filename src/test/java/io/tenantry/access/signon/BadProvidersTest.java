package io.tenantry.access.signon;

import static io.restassured.RestAssured.given;
import static io.tenantry.access.signon.OddProvider.minutesAgo;
import static io.tenantry.access.signon.SignOnHosts.SIGN_ON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.response.Response;
import io.tenantry.access.factor.Authenticator;
import io.tenantry.access.signin.Calls;
import io.tenantry.access.signon.OddProvider.Oddity;
import io.tenantry.access.signon.SignOnHosts.Host;
import io.tenantry.access.user.People;
import io.tenantry.access.user.User;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.Ulid;
import io.tenantry.server.ServerTest;
import io.tenantry.server.TestClock;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Providers that lie, dawdle or babble, and browsers that bring what they should not have. */
@ServerTest
class BadProvidersTest {
    private static OddProvider provider;

    @Inject SignOnHosts hosts;
    @Inject People people;
    @Inject ControlPlane controlPlane;
    @Inject TestClock clock;

    private Host host;
    private String domain;
    private String email;

    @BeforeAll
    static void open() {
        provider = new OddProvider();
    }

    @AfterAll
    static void close() {
        provider.close();
    }

    @BeforeEach
    void setUp() {
        provider.does(Oddity.NONE);
        host = hosts.shared("bad-providers");
        domain = Ulid.next().toLowerCase(Locale.ROOT) + ".test";
        email = "grace@" + domain;
        host.setUp(SignOnHosts.wish(provider.issuer(), OddProvider.SECRET)).statusCode(200);
        hosts.verify(host, domain);
    }

    @AfterEach
    void reset() {
        clock.reset();
        update("UPDATE tenants SET settings = NULL WHERE id = ?", host.tenant().value());
        host.calls().delete(SIGN_ON + "/domains/" + domain);
    }

    /** Begins, has the provider hand out something, and comes back. */
    private Response signOn(BiConsumer<JwtClaims, OddProvider> hands) {
        return signOn(new Browser(), hands);
    }

    private Response signOn(Browser browser, BiConsumer<JwtClaims, OddProvider> hands) {
        URI asked = browser.begin(host.slug());
        hands.accept(
                provider.claims(Browser.query(asked).getOrDefault("nonce", ""), email), provider);
        return browser.comeBack(asked, Map.of("code", "a code"));
    }

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

    /** What a token can be, and why it is not believed. */
    enum BadToken {
        NONCE(
                "token_nonce",
                (claims, to) -> {
                    claims.setStringClaim("nonce", "another");
                    to.hands(claims);
                }),
        NO_NONCE(
                "token_nonce",
                (claims, to) -> {
                    claims.unsetClaim("nonce");
                    to.hands(claims);
                }),
        AUDIENCE(
                "token_audience",
                (claims, to) -> {
                    claims.setAudience("another client");
                    to.hands(claims);
                }),
        PARTY(
                "token_audience",
                (claims, to) -> {
                    claims.setAudience("tenantry", "another client");
                    to.hands(claims);
                }),
        OTHER_PARTY(
                "token_audience",
                (claims, to) -> {
                    claims.setStringClaim("azp", "another client");
                    to.hands(claims);
                }),
        ISSUER(
                "token_issuer",
                (claims, to) -> {
                    claims.setIssuer("https://else.test");
                    to.hands(claims);
                }),
        EXPIRED(
                "token_expired",
                (claims, to) -> {
                    claims.setExpirationTime(minutesAgo(3));
                    to.hands(claims);
                }),
        KEY("token_signature", (claims, to) -> to.hands(claims, to.byAnotherKey())),
        UNKNOWN_KEY("token_key", (claims, to) -> to.hands(claims, to.byAKeyOfAnotherName())),
        PUBLIC_KEY("token_algorithm", (claims, to) -> to.hands(claims, to.byThePublicKey())),
        UNSIGNED("token_algorithm", (claims, to) -> to.hands(claims, OddProvider.byNobody())),
        NO_SUBJECT(
                "token_malformed",
                (claims, to) -> {
                    claims.unsetClaim("sub");
                    to.hands(claims);
                }),
        NONSENSE("token_malformed", (_, to) -> to.hands("nonsense"));

        private final String reason;

        @SuppressWarnings("ImmutableEnumChecker") // lambdas that capture nothing
        private final BiConsumer<JwtClaims, OddProvider> hands;

        BadToken(String reason, BiConsumer<JwtClaims, OddProvider> hands) {
            this.reason = reason;
            this.hands = hands;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBadTokenIsNotBelieved(BadToken bad) {
        refused(signOn(bad.hands), bad.reason);

        assertThat(hosts.audited(host, "access.sign-on-refused").getFirst()).contains(bad.reason);
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
        refused(signOn(BadToken.UNKNOWN_KEY.hands), "token_key");
        refused(signOn(BadToken.UNKNOWN_KEY.hands), "token_key");
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

    private void notLetIn(String reason) {
        signOn((claims, to) -> to.hands(claims))
                .then()
                .statusCode(403)
                .body("code", equalTo("sign_on_refused"))
                .body("errors[0].code", equalTo(reason));
    }

    private void update(String sql, String id) {
        controlPlane.useTransaction(h -> h.execute(sql, id));
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
