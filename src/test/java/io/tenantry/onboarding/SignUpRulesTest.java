package io.tenantry.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.response.ValidatableResponse;
import io.tenantry.access.signin.Calls;
import io.tenantry.access.user.People;
import io.tenantry.access.user.User;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.Ulid;
import io.tenantry.server.ServerTest;
import io.tenantry.server.TestClock;
import io.tenantry.server.TestMailServer;
import io.tenantry.tenants.Fleet;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What whoever signs up may enter, and what is made of what they may not. */
@ServerTest
class SignUpRulesTest {
    private static final String SLUGS = "/api/v1/onboarding/slugs/";

    @Inject People people;
    @Inject ControlPlane controlPlane;
    @Inject Fleet fleet;
    @Inject TestClock clock;
    @Inject TestOffer offer;
    @Inject SignUpPurge purge;

    @AfterEach
    void reset() {
        clock.reset();
        offer.reset();
    }

    private static void refused(ValidatableResponse answer, int status, String code) {
        answer.statusCode(status).body("code", equalTo(code));
    }

    /** The statuses of calls that are made at the same time. */
    static List<Integer> together(List<Supplier<ValidatableResponse>> calls) {
        return calls.stream()
                .map(call -> CompletableFuture.supplyAsync(() -> call.get().extract().statusCode()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .sorted()
                .toList();
    }

    @Test
    void whoeverHasNotItsSecretFindsNoSignUp() {
        Wizard wizard = Wizard.begin();
        Wizard another = Wizard.begin();

        for (Wizard stranger :
                List.of(
                        new Wizard(wizard.id(), another.secret(), "s", "e"),
                        new Wizard(wizard.id(), "", "s", "e"),
                        new Wizard("01JD8Q3C5N8F4T3J6B1ZK2M7XA", wizard.secret(), "s", "e"),
                        new Wizard("'--", wizard.secret(), "s", "e"))) {
            refused(stranger.read(), 404, "sign_up_not_found");
            refused(stranger.organisation("acme-of-another"), 404, "sign_up_not_found");
            refused(stranger.submit(), 404, "sign_up_not_found");
            refused(stranger.get("events"), 404, "sign_up_not_found");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "api, reserved, api-team",
        "Acmé & Söhne 2, malformed, acme-sohne-2",
        "x, malformed, x-team",
        "a-name-of-which-nobody-has-thought-yet, free,",
        "公司, malformed,"
    })
    void aSlugIsLookedAtAsItIsTyped(String slug, String state, String suggestion) {
        ValidatableResponse answer =
                Wizard.json().get(SLUGS + "{slug}", slug).then().statusCode(200);

        answer.body("state", equalTo(state));
        if (suggestion == null) {
            answer.body("suggestions", hasSize(0));
        } else {
            answer.body("suggestions", hasItem(suggestion));
        }
    }

    @Test
    void aSlugIsHeldForOneAndLetGoAfterAWhile() {
        Wizard first = Wizard.begin();
        Wizard second = Wizard.begin();
        String slug = first.slug();
        assertThat(
                        together(
                                List.of(
                                        () -> first.organisation(slug),
                                        () -> second.organisation(slug))))
                .containsExactly(200, 409);
        boolean firstHasIt = first.read().extract().path("organisation") != null;
        Wizard holder = firstHasIt ? first : second;
        Wizard other = firstHasIt ? second : first;

        Wizard.json().get(SLUGS + slug).then().body("state", equalTo("taken"));
        holder.request()
                .queryParam("signUp", holder.id())
                .get(SLUGS + slug)
                .then()
                .body("state", equalTo("free"));
        clock.putForward(Duration.ofMinutes(61));
        Wizard.json().get(SLUGS + slug).then().body("state", equalTo("free"));
        other.organisation(slug).statusCode(200);
        refused(holder.organisation(slug), 409, "slug_taken");
    }

    @Test
    void aSlugThatATenantHasTakenMeanwhileIsToBeChosenAnew() {
        Wizard wizard = Wizard.begin().filled();
        fleet.asOperator()
                .body(Fleet.wish(wizard.slug()))
                .post("/api/v1/platform/tenants")
                .then()
                .statusCode(202);

        refused(wizard.submit(), 409, "slug_taken");
        wizard.organisation(Fleet.newSlug()).statusCode(200);
        wizard.submit().statusCode(202);
    }

    @Test
    void aCodeIsGuessedFiveTimesAndMailboxesAreNotFilled() {
        Wizard wizard = Wizard.begin();
        wizard.administrator().statusCode(200);
        String code = wizard.code(1);
        String wrong = code.startsWith("0") ? "1111 1111" : "0000 0000";
        for (int i = 0; i < 5; i++) {
            refused(wizard.verify(wrong), 400, "verification_code_wrong");
        }
        refused(wizard.verify(code), 410, "verification_code_expired");

        wizard.post("administrator/code").statusCode(200);
        String second = wizard.code(2);
        clock.putForward(Duration.ofMinutes(31));
        refused(wizard.verify(second), 410, "verification_code_expired");
        wizard.post("administrator/code").statusCode(200);
        wizard.verify(wizard.code(3)).statusCode(200);
        refused(wizard.post("administrator/code"), 409, "sign_up_state_conflict");
        wizard.verify(code).statusCode(200);

        Wizard another = Wizard.begin(wizard.email());
        another.administrator().statusCode(200);
        another.post("administrator/code").statusCode(200);
        refused(another.post("administrator/code"), 429, "too_many_attempts");
    }

    @Test
    void theLinkTakesASignUpOverOnAnotherDevice() {
        Wizard wizard = Wizard.begin();
        wizard.administrator().statusCode(200);
        refused(wizard.password(Wizard.PASSWORD), 409, "sign_up_incomplete");
        String token = TestMailServer.only(wizard.email()).token();

        String secret =
                resume(token)
                        .statusCode(200)
                        .body("signUp.administrator.verified", equalTo(true))
                        .extract()
                        .path("secret");

        refused(wizard.read(), 404, "sign_up_not_found");
        Wizard elsewhere = new Wizard(wizard.id(), secret, wizard.slug(), wizard.email());
        elsewhere.password(Wizard.PASSWORD).statusCode(200);
        resume(token).statusCode(200).body("signUp.administrator.ready", equalTo(true));
        refused(elsewhere.read(), 404, "sign_up_not_found");
        refused(resume("of-nobody"), 403, "link_invalid");
    }

    private static ValidatableResponse resume(String token) {
        return Wizard.json().body(Map.of("token", token)).post("/api/v1/onboarding/resume").then();
    }

    @Test
    void anotherAddressHasToBeShownAnew() {
        Wizard wizard = Wizard.begin().filled();
        String link = TestMailServer.only(wizard.email()).token();

        wizard.put("administrator", Map.of("email", "b" + wizard.email(), "name", "Bob"))
                .statusCode(200)
                .body("missing", contains("verification"));

        refused(resume(link), 403, "link_invalid");
        refused(wizard.submit(), 409, "sign_up_incomplete");
    }

    @Test
    void anAccountIsShownToItsOwnerAloneAndKeepsItsPassword() {
        User known = people.somebody();
        Wizard wizard = Wizard.begin(known.email());
        Wizard unknown = Wizard.begin();
        assertThat(asAnswered(wizard)).isEqualTo(asAnswered(unknown));

        wizard.verify(wizard.code(1))
                .statusCode(200)
                .body("administrator.account", equalTo("existing"))
                .body("administrator.ready", equalTo(false));
        refused(wizard.password("not the password"), 401, "bad_credentials");
        wizard.password(People.PASSWORD).statusCode(200).body("administrator.ready", equalTo(true));
        wizard.organisation(wizard.slug()).statusCode(200);
        wizard.submit().statusCode(202);
        wizard.awaitState("done");

        Calls.signIn(known.email(), People.PASSWORD)
                .statusCode(200)
                .body("tenants.slug", hasItem(wizard.slug()));
    }

    private static String asAnswered(Wizard wizard) {
        return wizard.administrator()
                .statusCode(200)
                .extract()
                .asString()
                .replace(wizard.email(), "E")
                .replace(wizard.id(), "I")
                .replaceAll("\"(createdAt|expiresAt)\":\"[^\"]*\"", "T");
    }

    @Test
    void anAccountThatHasNoPasswordYetGetsTheOneThatItsOwnerChooses() {
        Wizard wizard = Wizard.begin();
        controlPlane.useTransaction(handle ->
                handle.execute(
                        """
                        INSERT INTO users (id, email, name, state, created_at, changed_at)
                        VALUES (?, ?, 'Ada', 'active', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))
                        """,
                        Ulid.next(),
                        wizard.email()));

        wizard.filled().submit().statusCode(202);
        wizard.awaitState("done");

        Calls.signIn(wizard.email(), Wizard.PASSWORD)
                .statusCode(200)
                .body("tenants.slug", contains(wizard.slug()));
    }

    @Test
    void whoeverIsSignedInNeedsNoPassword() {
        User known = people.somebody();
        Wizard wizard = Wizard.begin(known.email());
        wizard.administrator().statusCode(200);
        wizard.verify(wizard.code(1)).statusCode(200);

        refused(wizard.put("administrator/password", Map.of()), 400, "validation_failed");
        wizard.request()
                .auth()
                .oauth2(Calls.accessToken(known))
                .body(Map.of())
                .put("/api/v1/onboarding/" + wizard.id() + "/administrator/password")
                .then()
                .statusCode(200)
                .body("administrator.ready", equalTo(true));
    }

    @Test
    void aSignUpThatNobodyFinishesIsForgotten() {
        Wizard wizard = Wizard.begin();
        wizard.administrator().statusCode(200);
        String token = TestMailServer.only(wizard.email()).token();
        clock.putForward(Duration.ofHours(2));

        refused(wizard.read(), 410, "sign_up_expired");
        refused(resume(token), 410, "sign_up_expired");
        clock.putForward(Duration.ofHours(25));
        purge.purge();
        refused(wizard.read(), 404, "sign_up_not_found");
    }

    @Test
    void whatIsMissingIsNamed() {
        Wizard wizard = Wizard.begin();
        offer.setRegions(List.of("eu"));

        wizard.submit()
                .statusCode(409)
                .body("code", equalTo("sign_up_incomplete"))
                .body("errors.code", contains("organisation", "administrator", "region"));
        refused(wizard.put("plan", Map.of("region", "mars")), 400, "validation_failed");
        refused(wizard.put("plan", Map.of("plan", "diamond")), 400, "validation_failed");
    }

    @Test
    void whatIsTooMuchOrMalformedIsRefused() {
        Wizard wizard = Wizard.begin();
        refused(
                wizard.put("organisation", Map.of("name", "x".repeat(201), "slug", "acme-x")),
                400,
                "validation_failed");
        refused(wizard.organisation("No Slug"), 400, "slug_malformed");
        refused(wizard.organisation("api"), 400, "slug_reserved");
        refused(
                wizard.put("administrator", Map.of("email", "nobody", "name", "Ada")),
                400,
                "validation_failed");
        for (Object tree : List.of(tree(11), List.of(named("A"), named("a")), many(101))) {
            wizard.put("departments", Map.of("departments", tree))
                    .statusCode(400)
                    .body("errors[0].pointer", startsWith("/departments/"));
        }
        wizard.put("departments", Map.of("departments", tree(10))).statusCode(200);
        wizard.request()
                .contentType("text/plain")
                .body("a@x.test, Bob <b@x.test>; nobody, a@x.test")
                .put("/api/v1/onboarding/" + wizard.id() + "/invitations")
                .then()
                .statusCode(400)
                .body("errors.code", contains("email_malformed", "email_repeated"));
        refused(wizard.put("invitations", many(51)), 400, "validation_failed");
        refused(wizard.put("invitations", "x".repeat(1_100_000)), 413, "body_too_large");
        wizard.put(
                        "invitations",
                        List.of(
                                Map.of("email", "a@x.test", "department", "Nowhere"),
                                Map.of("email", "b@x.test", "role", "platform_admin")))
                .statusCode(400)
                .body("errors.code", contains("department_not_found", "role_not_found"));
    }

    private static Map<String, Object> named(String name) {
        return Map.of("name", name);
    }

    private static List<?> many(int count) {
        return Stream.iterate(0, i -> i + 1).limit(count).map(i -> named("D" + i)).toList();
    }

    private static List<?> tree(int levels) {
        List<?> below = List.of();
        for (int i = 0; i < levels; i++) {
            below = List.of(Map.of("name", "Level", "departments", below));
        }
        return below;
    }

    @Test
    void aBeginningIsRepeatedByItsKeyAndTheMailIsInTheLanguageOfWhoeverBegan() {
        String key = "4a7c2f1e-0b5d-4c1e-9d53-" + System.nanoTime();
        ValidatableResponse first = begin(key);
        ValidatableResponse second = begin(key);

        String id = first.statusCode(201).extract().path("id");
        second.statusCode(201).body("id", equalTo(id));
        String secret = second.extract().path("secret");
        assertThat(secret).isEqualTo(first.extract().<String>path("secret"));
        refused(begin("1"), 400, "idempotency_key_malformed");
        Wizard wizard = new Wizard(id, secret, "s", "zh" + System.nanoTime() + "@x.test");
        wizard.administrator().statusCode(200);
        assertThat(TestMailServer.only(wizard.email()).subject()).isEqualTo("您的注册验证码");
    }

    private static ValidatableResponse begin(String key) {
        return Wizard.json()
                .header("Idempotency-Key", key)
                .body(Map.of("language", "zh-CN"))
                .post("/api/v1/onboarding")
                .then();
    }
}
