package io.tenantry.access.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.http.Method;
import io.restassured.response.ValidatableResponse;
import io.tenantry.access.factor.FactorRequests.Enrolled;
import io.tenantry.access.signin.Calls;
import io.tenantry.access.user.People;
import io.tenantry.access.user.User;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.server.ServerTest;
import io.tenantry.server.TestClock;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A second factor from end to end, as its owner and as whoever guesses meet it. */
@ServerTest
class SecondFactorTest {
    private static final String CODE = "code";
    private static final String RECOVERY_CODE = "recoveryCode";

    @Inject People people;
    @Inject TestClock clock;
    @Inject ControlPlane controlPlane;
    @Inject FactorConfig config;

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void enrolSignOutSignInWithACodeOnceAndWithARecoveryCodeOnce() {
        // given somebody who sets up a second factor and signs out
        User user = people.somebody();
        ValidatableResponse first = Calls.signIn(user.email(), People.PASSWORD);
        String token = first.extract().path("accessToken");
        FactorRequests.read(token).statusCode(200).body("enabled", equalTo(false));
        String secret =
                FactorRequests.begin(token)
                        .statusCode(201)
                        .body("secret", matchesPattern("[A-Z2-7]{32}"))
                        .extract()
                        .path("secret");
        Authenticator authenticator = new Authenticator(secret, clock);
        List<String> recovery =
                FactorRequests.confirm(token, authenticator.code())
                        .statusCode(200)
                        .body("recoveryCodes", hasSize(RecoveryCodes.COUNT))
                        .extract()
                        .path("recoveryCodes");
        FactorRequests.read(token)
                .body("enabled", equalTo(true))
                .body("since", notNullValue())
                .body("recoveryCodesLeft", equalTo(10));
        Calls.signOut(first.extract().path("refreshToken")).statusCode(204);

        // when they sign in, then the password alone does not do
        String challenge =
                Calls.signIn(user.email(), People.PASSWORD)
                        .statusCode(401)
                        .body("code", equalTo("second_factor_required"))
                        .body("challenge", matchesPattern("[\\w-]{43}"))
                        .body("accessToken", nullValue())
                        .extract()
                        .path("challenge");
        Calls.me(challenge).statusCode(401).body("code", equalTo("token_invalid"));

        // and the code that confirmed the key is not good any more, but the next one is, once
        wrong(FactorRequests.complete(challenge, CODE, authenticator.code()));
        String code = authenticator.nextCode();
        FactorRequests.complete(challenge, CODE, code)
                .statusCode(200)
                .body("refreshToken", notNullValue())
                .body("tenants", hasSize(0));
        wrong(FactorRequests.complete(FactorRequests.challenge(user), CODE, code));

        // and a recovery code is, once, however it is typed
        String typed = recovery.getFirst().toLowerCase(Locale.ROOT).replace("-", " ");
        FactorRequests.complete(FactorRequests.challenge(user), RECOVERY_CODE, typed)
                .statusCode(200);
        wrong(
                FactorRequests.complete(
                        FactorRequests.challenge(user), RECOVERY_CODE, recovery.getFirst()));
        assertThat(audited(user))
                .containsSubsequence(
                        "access.sign-in",
                        "access.factor-enrol",
                        "access.sign-out",
                        "access.factor-asked",
                        "access.factor-failed",
                        "access.sign-in",
                        "access.factor-asked",
                        "access.factor-failed",
                        "access.recovery-code",
                        "access.factor-failed");
    }

    @Test
    void ofSimultaneousUsesOfACodeOneWins() throws Exception {
        User user = people.somebody();
        Enrolled enrolled = Enrolled.by(user, clock);
        String code = enrolled.authenticator().nextCode();
        int uses = 3;
        List<Integer> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(uses)) {
            List<Future<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < uses; i++) {
                String challenge = FactorRequests.challenge(user);
                calls.add(
                        threads.submit(() ->
                                FactorRequests.complete(challenge, CODE, code)
                                        .extract()
                                        .statusCode()));
            }
            for (Future<Integer> call : calls) {
                answers.add(call.get());
            }
        }

        assertThat(answers).containsOnlyOnce(200).containsOnly(200, 401);
    }

    @Test
    void guessingEndsAfterAFewCodesWhicheverCallTheyComeBy() {
        User user = people.somebody();
        Enrolled enrolled = Enrolled.by(user, clock);
        String wrong = enrolled.authenticator().wrongCode();
        String challenge = FactorRequests.challenge(user);
        for (int i = 1; i < config.attemptsPerAccount(); i++) {
            wrong(FactorRequests.complete(challenge, CODE, wrong));
        }
        wrong(FactorRequests.renew(enrolled.token(), Map.of(CODE, wrong)));

        // The right one does not help any more, or guessing could go on.
        String right = enrolled.authenticator().nextCode();
        tooMany(FactorRequests.complete(challenge, CODE, right));
        tooMany(FactorRequests.renew(enrolled.token(), Map.of(CODE, right)));
        tooMany(
                FactorRequests.complete(
                        challenge, RECOVERY_CODE, enrolled.recoveryCodes().getFirst()));
        assertThat(audited(user)).filteredOn("access.factor-failed"::equals).hasSize(5);
    }

    @Test
    void aChallengeIsGoodForOneSignInWithinFiveMinutesOfTheAccountAsItIs() {
        User user = people.somebody();
        Enrolled enrolled = Enrolled.by(user, clock);
        String spent = FactorRequests.challenge(user);
        FactorRequests.complete(spent, CODE, enrolled.authenticator().nextCode()).statusCode(200);
        String code = enrolled.authenticator().nextCode();

        invalid(FactorRequests.complete(spent, CODE, code));
        invalid(FactorRequests.complete("rubbish", CODE, code));
        String voided = FactorRequests.challenge(user);
        FactorRequests.send(
                        enrolled.token(), Method.POST, "/api/v1/auth/logout-everywhere", Map.of())
                .statusCode(200);
        invalid(FactorRequests.complete(voided, CODE, code));
        String old = FactorRequests.challenge(user);
        clock.putForward(Duration.ofMinutes(5));
        invalid(FactorRequests.complete(old, CODE, enrolled.authenticator().code()));
    }

    @Test
    void aSessionRemembersThatAFactorWasShown() {
        User user = people.somebody();
        ValidatableResponse plain = Calls.signIn(user.email(), People.PASSWORD);
        assertThat(methods(plain)).contains("\"amr\":[\"pwd\"]");
        Enrolled enrolled = Enrolled.by(user, clock);

        ValidatableResponse proven = enrolled.signIn(user);

        assertThat(methods(proven)).contains("\"pwd\"").contains("\"otp\"");
        assertThat(methods(Calls.refresh(proven.extract().path("refreshToken"))))
                .contains("\"otp\"");
        // The one that was there before has not shown it.
        assertThat(methods(Calls.refresh(plain.extract().path("refreshToken"))))
                .doesNotContain("\"otp\"");
    }

    @Test
    void removingItTakesPasswordAndCodeAndSessionsCountAsWithout() {
        User user = people.somebody();
        Enrolled enrolled = Enrolled.by(user, clock);
        ValidatableResponse session = enrolled.signIn(user);
        String token = session.extract().path("accessToken");
        String code = enrolled.authenticator().nextCode();

        FactorRequests.remove(token, Map.of("password", "not the password", CODE, code))
                .statusCode(401)
                .body("code", equalTo("bad_credentials"));
        wrong(
                FactorRequests.remove(
                        token,
                        Map.of(
                                "password",
                                People.PASSWORD,
                                CODE,
                                enrolled.authenticator().wrongCode())));
        FactorRequests.remove(token, Map.of("password", People.PASSWORD, CODE, code))
                .statusCode(204);

        Calls.signIn(user.email(), People.PASSWORD).statusCode(200);
        assertThat(methods(Calls.refresh(session.extract().path("refreshToken"))))
                .doesNotContain("\"otp\"");
        FactorRequests.remove(token, Map.of("password", People.PASSWORD, CODE, code))
                .statusCode(404)
                .body("code", equalTo("second_factor_not_found"));
        assertThat(audited(user)).contains("access.factor-remove", "access.password-failed");
    }

    @Test
    void newRecoveryCodesTakeThePlaceOfTheFormer() {
        User user = people.somebody();
        Enrolled enrolled = Enrolled.by(user, clock);
        String former = enrolled.recoveryCodes().getFirst();

        List<String> renewed =
                FactorRequests.renew(
                                enrolled.token(), Map.of(CODE, enrolled.authenticator().nextCode()))
                        .statusCode(200)
                        .extract()
                        .path("recoveryCodes");

        assertThat(renewed).hasSize(10).doesNotContain(former);
        wrong(FactorRequests.complete(FactorRequests.challenge(user), RECOVERY_CODE, former));
        FactorRequests.complete(FactorRequests.challenge(user), RECOVERY_CODE, renewed.getFirst())
                .statusCode(200);
    }

    @Test
    void aKeyCountsOnlyAfterItsConfirmationAndTheLastOneOfferedIsTheOne() {
        User user = people.somebody();
        String token = Calls.accessToken(user);
        FactorRequests.confirm(token, "000000")
                .statusCode(404)
                .body("code", equalTo("second_factor_not_found"));
        FactorRequests.send(token, Method.POST, "/api/v1/me/factor", Map.of("password", "guess"))
                .statusCode(401)
                .body("code", equalTo("bad_credentials"));
        Authenticator first =
                new Authenticator(FactorRequests.begin(token).extract().path("secret"), clock);
        ValidatableResponse offered = FactorRequests.begin(token).statusCode(201);
        Authenticator second = new Authenticator(offered.extract().path("secret"), clock);

        wrong(FactorRequests.confirm(token, second.wrongCode()));
        Calls.signIn(user.email(), People.PASSWORD).statusCode(200);
        FactorRequests.confirm(token, second.code()).statusCode(200);

        assertThat(first.code()).isNotNull();
        offered.body(
                "uri",
                equalTo(
                        "otpauth://totp/Tenantry:%s?secret=%s&issuer=Tenantry&algorithm=SHA1&digits=6&period=30"
                                .formatted(
                                        user.email().replace("@", "%40"),
                                        offered.extract().<String>path("secret"))));
        FactorRequests.begin(token).statusCode(409).body("code", equalTo("second_factor_present"));
    }

    @Test
    void eitherACodeOrARecoveryCodeIsNeeded() {
        User user = people.somebody();
        Enrolled enrolled = Enrolled.by(user, clock);

        FactorRequests.renew(enrolled.token(), Map.of())
                .statusCode(400)
                .body("code", equalTo("validation_failed"));
        FactorRequests.renew(enrolled.token(), Map.of(CODE, "000000", RECOVERY_CODE, "0000"))
                .statusCode(400)
                .body("code", equalTo("validation_failed"));
    }

    @Test
    void neitherKeysNorRecoveryCodesAreKeptAsTheyAre() {
        User user = people.somebody();
        Enrolled enrolled = Enrolled.by(user, clock);

        byte[] sealed =
                controlPlane.read(h ->
                        h.createQuery("SELECT key_secret FROM second_factors WHERE user_id = :user")
                                .bind("user", user.id())
                                .mapTo(byte[].class)
                                .one());
        List<byte[]> hashes =
                controlPlane.read(h ->
                        h.createQuery("SELECT code_hash FROM recovery_codes WHERE user_id = :user")
                                .bind("user", user.id())
                                .mapTo(byte[].class)
                                .list());
        String code = enrolled.recoveryCodes().getFirst().replace("-", "");
        assertThat(sealed).hasSizeGreaterThan(20 + 16 + 12);
        assertThat(hashes)
                .hasSize(10)
                .allSatisfy(hash ->
                        assertThat(new String(hash, StandardCharsets.ISO_8859_1))
                                .doesNotContain(code));
    }

    private static void wrong(ValidatableResponse answer) {
        answer.statusCode(401).body("code", equalTo("second_factor_wrong"));
    }

    private static void invalid(ValidatableResponse answer) {
        answer.statusCode(401).body("code", equalTo("challenge_invalid"));
    }

    private static void tooMany(ValidatableResponse answer) {
        answer.statusCode(429)
                .body("code", equalTo("too_many_attempts"))
                .header("Retry-After", Integer::parseInt, greaterThan(0));
    }

    /** The claims of the access token of an answer. */
    private static String methods(ValidatableResponse answer) {
        String token = answer.statusCode(200).extract().path("accessToken");
        return new String(
                Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
    }

    private List<String> audited(User user) {
        return controlPlane.read(h ->
                h.createQuery("SELECT action FROM audit_log WHERE subject = :user ORDER BY id")
                        .bind("user", user.id())
                        .mapTo(String.class)
                        .list());
    }
}
