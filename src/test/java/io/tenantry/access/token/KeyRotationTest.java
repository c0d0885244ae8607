package io.tenantry.access.token;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import io.tenantry.access.user.People;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.Ulid;
import io.tenantry.server.ServerTest;
import io.tenantry.server.TestClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A new key takes over, by age and by hand, and the old one goes when nothing needs it. */
@ServerTest
class KeyRotationTest {
    private static final String ROTATE = "/api/v1/platform/signing-keys/rotate";
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    @Inject KeyRotation rotation;
    @Inject SigningKeys keys;
    @Inject AccessTokens accessTokens;
    @Inject RotationConfig config;
    @Inject TokenConfig tokens;
    @Inject ControlPlane controlPlane;
    @Inject TestClock clock;
    @Inject People people;

    private final Actor operator = Actor.local(Ulid.next());
    private Map<String, Object> original;
    private String old;

    @BeforeEach
    void remember() {
        original =
                controlPlane.read(h ->
                        h.createQuery("SELECT kid, private_secret FROM signing_keys")
                                .map((row, _) ->
                                        Map.<String, Object>of(
                                                "kid", row.getString(1),
                                                "secret", row.getBytes(2)))
                                .one());
        old = keys.signing().kid();
    }

    @AfterEach
    void restore() {
        clock.reset();
        controlPlane.useTransaction(h -> {
            h.createUpdate("DELETE FROM signing_keys WHERE kid <> :kid")
                    .bind("kid", original.get("kid"))
                    .execute();
            h.createUpdate("UPDATE signing_keys SET private_secret = :secret, retired_at = NULL")
                    .bind("secret", (byte[]) original.get("secret"))
                    .execute();
        });
        keys.refresh();
    }

    @Test
    void aNewKeyIsPublishedAtOnceAndSignsOnlyAfterTheLead() {
        NewKey next = rotation.rotate(operator);

        assertThat(published()).containsExactlyInAnyOrder(old, next.kid());
        assertThat(keys.signing().kid()).isEqualTo(old);

        clock.putForward(config.lead().minus(A_MOMENT.multipliedBy(10)));
        assertThat(keys.signing().kid()).isEqualTo(old);

        clock.putForward(A_MOMENT.multipliedBy(11));
        assertThat(keys.signing().kid()).isEqualTo(next.kid());
    }

    @Test
    void whoCachedTheKeysBeforeTheTakeOverVerifiesTokensAfterIt() throws Exception {
        rotation.rotate(operator);
        JsonWebKeySet cached = new JsonWebKeySet(given().get("/.well-known/jwks.json").asString());
        clock.putForward(config.lead().plus(A_MOMENT));

        String token = accessTokens.issue(Bearer.of(Ulid.next(), null, Set.of()));

        var claims =
                new JwtConsumerBuilder()
                        .setVerificationKeyResolver(
                                new JwksVerificationKeyResolver(cached.getJsonWebKeys()))
                        .setExpectedAudience(tokens.audience())
                        .setEvaluationTime(
                                NumericDate.fromMilliseconds(controlPlane.now().toEpochMilli()))
                        .build()
                        .processToClaims(token);
        assertThat(claims.getIssuer()).isEqualTo(tokens.issuer());
    }

    @Test
    void anOldKeysTokenIsGoodUntilItExpiresAndThenTheKeyIsErased() {
        NewKey next = rotation.rotate(operator);
        clock.putForward(config.lead().minus(Duration.ofSeconds(5)));
        String token = accessTokens.issue(Bearer.of(people.somebody().id(), null, Set.of()));
        assertThat(keys.signing().kid()).isEqualTo(old);

        // when the new key has taken over, to the last minute of the token
        clock.putForward(tokens.lifetime().minus(Duration.ofMinutes(1)));
        rotation.tend();
        assertThat(keys.signing().kid()).isEqualTo(next.kid());
        assertThat(published()).contains(old);
        assertThat(isErased(old)).isFalse();
        given().auth().oauth2(token).get("/api/v1/me").then().statusCode(200);

        // when no replica can meet one of its tokens any more
        clock.putForward(Duration.ofMinutes(3));
        rotation.tend();
        assertThat(published()).containsExactly(next.kid());
        assertThat(isErased(old)).isTrue();
        assertThat(isErased(next.kid())).isFalse();
        assertThat(audited("signing-key.retire", old)).isEqualTo(1);

        // and it happens once
        rotation.tend();
        assertThat(audited("signing-key.retire", old)).isEqualTo(1);
    }

    @Test
    void aKeyGetsASuccessorByAgeAndOnlyOne() {
        rotation.tend();
        assertThat(published()).containsExactly(old);

        clock.putForward(config.rotateAfter());
        rotation.tend();
        rotation.tend();

        assertThat(published()).hasSize(2).contains(old);
        assertThat(keys.signing().kid()).isEqualTo(old);

        // the successor is as young as it looks
        clock.putForward(config.lead().plus(A_MOMENT));
        rotation.tend();
        assertThat(keys.signing().kid()).isNotEqualTo(old);
        assertThat(published()).hasSize(2);
    }

    @Test
    void replicasThatNoticeTheAgeTogetherMakeOneKey() throws Exception {
        clock.putForward(config.rotateAfter());

        together(Executors.callable(rotation::tend));

        assertThat(published()).hasSize(2);
        Set<String> made = published();
        made.remove(old);
        assertThat(audited("signing-key.rotate", made.iterator().next())).isEqualTo(1);
    }

    @Test
    void operatorsWhoAskTogetherGetTheSameKey() throws Exception {
        List<NewKey> made = together(() -> rotation.rotate(operator));

        assertThat(new HashSet<>(made)).hasSize(1);
        assertThat(published()).hasSize(2);
    }

    @Test
    void aKeyThatWasRetiredByAClockAheadOfOursSignsUntilOurClockSaysSo() {
        SigningKey key = keys.signing();
        Instant takeOver = controlPlane.now();
        SigningKey retired =
                new SigningKey(
                        key.kid(), key.publicKey(), key.privateKey(), key.signsFrom(), takeOver);

        assertThat(retired.signsAt(takeOver.minusMillis(1))).isTrue();
        assertThat(retired.signsAt(takeOver)).isFalse();
    }

    @Test
    void aPlatformAdministratorRotatesAndIsAudited() {
        String user = Ulid.next();
        String kid =
                given().auth()
                        .oauth2(accessTokens.issue(Bearer.of(user, null, Set.of("platform_admin"))))
                        .post(ROTATE)
                        .then()
                        .statusCode(200)
                        .body("size()", equalTo(2))
                        .extract()
                        .path("kid");

        assertThat(published()).containsExactlyInAnyOrder(old, kid);
        String entry =
                controlPlane.read(h ->
                        h.createQuery(
                                        """
                                        SELECT CONCAT_WS('|', actor, action, before_, after_)
                                        FROM audit_log WHERE subject = :kid
                                        """)
                                .bind("kid", kid)
                                .mapTo(String.class)
                                .one());
        assertThat(entry).startsWith(user + "|signing-key.rotate|").contains(old, kid, "signsFrom");
    }

    @Test
    void nobodyElseRotates() {
        given().post(ROTATE).then().statusCode(401).body("code", equalTo("token_missing"));
        for (String role : List.of("member", "enterprise_admin")) {
            given().auth()
                    .oauth2(accessTokens.issue(Bearer.of(Ulid.next(), null, Set.of(role))))
                    .post(ROTATE)
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("permission_denied"));
        }
        assertThat(published()).containsExactly(old);
    }

    @Test
    void settingsThatWouldBreakTokensNameTheirProperty() {
        assertThatThrownBy(() -> KeyRotation.check(settings("P90D", "PT1M")))
                .hasMessageStartingWith("tenantry.access.signing-keys.lead:");
        assertThatThrownBy(() -> KeyRotation.check(settings("PT2H", "PT2H")))
                .hasMessageStartingWith("tenantry.access.signing-keys.rotate-after:");
        KeyRotation.check(config);
    }

    private static RotationConfig settings(String rotateAfter, String lead) {
        return new RotationConfig() {
            @Override
            public Duration rotateAfter() {
                return Duration.parse(rotateAfter);
            }

            @Override
            public Duration lead() {
                return Duration.parse(lead);
            }
        };
    }

    private static <T> List<T> together(Callable<T> call) throws Exception {
        try (ExecutorService replicas = Executors.newFixedThreadPool(6)) {
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : replicas.invokeAll(Collections.nCopies(6, call))) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    private static Set<String> published() {
        return new HashSet<>(
                given().get("/.well-known/jwks.json").jsonPath().getList("keys.kid", String.class));
    }

    private boolean isErased(String kid) {
        return controlPlane.read(h ->
                h.createQuery("SELECT private_secret = '' FROM signing_keys WHERE kid = :kid")
                        .bind("kid", kid)
                        .mapTo(Boolean.class)
                        .one());
    }

    private int audited(String action, String subject) {
        return controlPlane.read(h ->
                h.createQuery(
                                """
                                SELECT COUNT(*) FROM audit_log
                                WHERE action = :action AND subject = :subject
                                """)
                        .bind("action", action)
                        .bind("subject", subject)
                        .mapTo(Integer.class)
                        .one());
    }
}
