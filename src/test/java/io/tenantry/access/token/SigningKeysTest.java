package io.tenantry.access.token;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.tenantry.access.user.People;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.secret.MasterKey;
import io.tenantry.routing.secret.SealBrokenException;
import io.tenantry.routing.secret.SecretBox;
import io.tenantry.routing.secret.SecretPlaces;
import io.tenantry.server.ServerTest;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@ServerTest
class SigningKeysTest {
    @Inject SigningKeys keys;
    @Inject SigningKeyStore store;
    @Inject AccessTokens accessTokens;
    @Inject ControlPlane controlPlane;
    @Inject People people;

    @AfterEach
    void forgetOtherKeys() {
        String first = keys.published().getLast().kid();
        controlPlane.useTransaction(
                h -> h.execute("DELETE FROM signing_keys WHERE kid <> ?", first));
        keys.refresh();
    }

    @Test
    void thePublishedKeyVerifiesATokenOutsideTheService() throws Exception {
        String token =
                accessTokens.issue(Bearer.of("01JQ5Z7Z0N8V6W4X2Y0A1B3C5D", null, Set.of("member")));
        var jwk = given().get("/.well-known/jwks.json").then().statusCode(200).extract();

        var claims =
                new JwtConsumerBuilder()
                        .setVerificationKey(
                                rsa(
                                        jwk.path("keys[0].n").toString(),
                                        jwk.path("keys[0].e").toString()))
                        .setExpectedAudience("tenantry")
                        .build()
                        .processToClaims(token);

        assertThat(claims.getSubject()).isEqualTo("01JQ5Z7Z0N8V6W4X2Y0A1B3C5D");
        assertThat(claims.getStringListClaimValue("groups")).containsExactly("member");
        assertThat(claims.getJwtId()).hasSize(26);
        assertThat(claims.hasClaim("tenant_id")).isFalse();
    }

    @Test
    void onlyThePublicHalfIsPublished() {
        given().get("/.well-known/jwks.json")
                .then()
                .header("Cache-Control", containsString("max-age=60"))
                .body("keys", hasSize(1))
                .body("keys[0].size()", equalTo(6))
                .body("keys[0].alg", equalTo("RS256"))
                .body("keys[0].use", equalTo("sig"));
    }

    @Test
    void thePrivateHalfLiesSealed() {
        byte[] sealed =
                controlPlane.read(h ->
                        h.createQuery("SELECT private_secret FROM signing_keys")
                                .mapTo(byte[].class)
                                .one());
        SecretBox otherKey = new SecretBox(MasterKey.fromBase64(base64OfOnes()));

        assertThatThrownBy(
                        () -> otherKey.open(sealed, SecretPlaces.signingKey(keys.signing().kid())))
                .isInstanceOf(SealBrokenException.class);
    }

    @Test
    void replicasThatStartTogetherMakeOneKey() throws Exception {
        // given a control plane without keys
        var before = rows();
        controlPlane.useTransaction(h -> h.execute("DELETE FROM signing_keys"));

        // when many start at once
        try (ExecutorService replicas = Executors.newFixedThreadPool(6)) {
            List<Callable<Object>> starts =
                    Collections.nCopies(6, Executors.callable(store::ensureOne));
            for (Future<Object> started : replicas.invokeAll(starts)) {
                started.get();
            }
        }

        // then there is one key
        assertThat(before).isEqualTo(1);
        assertThat(rows()).isEqualTo(1);
        keys.refresh();
    }

    @Test
    void aKeyOfAnotherReplicaIsKnownAfterTheNextReading() {
        // given that another replica has made a newer key
        String kid = keyOfAnotherReplica();
        assertThat(keys.find(kid)).isEmpty();

        // when the minute is over
        keys.refresh();

        // then it is published
        assertThat(keys.find(kid)).isPresent();
        given().get("/.well-known/jwks.json").then().body("keys", hasSize(2));
    }

    @Test
    void aKeyThatMayNotSignYetIsPublishedButDoesNotSign() {
        String kid = keyOfAnotherReplica();
        keys.refresh();

        assertThat(keys.signing().kid()).isNotEqualTo(kid);
    }

    @Test
    void aTokenDiesWithItsKeyAlsoIfItWasRememberedAsVerified() {
        String token = accessTokens.issue(Bearer.of(people.somebody().id(), null, Set.of()));
        given().auth().oauth2(token).get("/api/v1/me").then().statusCode(200);
        String old = keys.signing().kid();

        controlPlane.useTransaction(h ->
                h.execute(
                        "UPDATE signing_keys SET kid = '01ZZZZZZZZZZZZZZZZZZZZZZZY',"
                                + " retired_at = '2020-01-01' WHERE kid = ?",
                        old));
        keys.refresh();
        try {
            given().auth()
                    .oauth2(token)
                    .get("/api/v1/me")
                    .then()
                    .statusCode(401)
                    .body("code", equalTo("token_invalid"));
        } finally {
            controlPlane.useTransaction(
                    h -> h.execute("UPDATE signing_keys SET kid = ?, retired_at = NULL", old));
            keys.refresh();
        }
        given().auth()
                .oauth2(token)
                .get("/api/v1/me")
                .then()
                .body("code", not(equalTo("token_invalid")));
    }

    /** A second key, which may sign in the far future only. */
    private String keyOfAnotherReplica() {
        Set<String> before = kids();
        controlPlane.useTransaction(
                h -> h.execute("UPDATE signing_keys SET retired_at = '2020-01-01'"));
        store.ensureOne();
        controlPlane.useTransaction(h -> h.execute("UPDATE signing_keys SET retired_at = NULL"));
        Set<String> after = kids();
        after.removeAll(before);
        String made = after.iterator().next();
        controlPlane.useTransaction(h ->
                h.execute("UPDATE signing_keys SET signs_from = '2100-01-01' WHERE kid = ?", made));
        return made;
    }

    private Set<String> kids() {
        return controlPlane.read(h ->
                new HashSet<>(
                        h.createQuery("SELECT kid FROM signing_keys").mapTo(String.class).list()));
    }

    private int rows() {
        return kids().size();
    }

    private static String base64OfOnes() {
        byte[] ones = new byte[32];
        Arrays.fill(ones, (byte) 1);
        return Base64.getEncoder().encodeToString(ones);
    }

    private static PublicKey rsa(String n, String e) throws GeneralSecurityException {
        Base64.Decoder decoder = Base64.getUrlDecoder();
        return KeyFactory.getInstance("RSA")
                .generatePublic(
                        new RSAPublicKeySpec(
                                new BigInteger(1, decoder.decode(n)),
                                new BigInteger(1, decoder.decode(e))));
    }
}
