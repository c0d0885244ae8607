package io.tenantry.access.token;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.ValidatableResponse;
import io.tenantry.access.user.People;
import io.tenantry.server.ServerTest;
import io.tenantry.server.TestClock;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every way of forging a token that the field has seen, against a call that needs one. */
@ServerTest
class BadTokensTest {
    @Inject AccessTokens accessTokens;
    @Inject SigningKeys keys;
    @Inject TokenConfig config;
    @Inject TestClock clock;
    @Inject People people;

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void aGoodTokenIsAcceptedAgainAndAgain() {
        String token = goodToken();

        call(token).statusCode(200);
        call(token).statusCode(200);
    }

    @Test
    void aTokenSignedByHandWithOurKeyIsAcceptedSoTheForgeriesBelowFailForTheirOwnReason() {
        call(signed(ourKey(), kid(), claims())).statusCode(200);
    }

    @Test
    void noTokenIsTokenMissing() {
        given().get("/api/v1/me")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", equalTo("Bearer realm=\"tenantry\""))
                .body("code", equalTo("token_missing"))
                .body("status", equalTo(401));
    }

    @Test
    void anExpiredTokenIsTokenExpiredAlsoWhenItWasAcceptedBefore() {
        String token = goodToken();
        call(token).statusCode(200);

        clock.putForward(config.lifetime().plus(config.skew()).plusSeconds(1));

        refused(call(token), "token_expired");
    }

    @Test
    void aTokenIsAcceptedUntilItExpiresAndLittleLonger() {
        String token = goodToken();

        clock.putForward(config.lifetime().minusSeconds(5));
        call(token).statusCode(200);

        clock.putForward(Duration.ofSeconds(5).plus(config.skew()).plusSeconds(1));
        refused(call(token), "token_expired");
    }

    @Test
    void anUnsignedTokenIsRefused() {
        String good = signed(ourKey(), kid(), claims());

        refused(call(good.substring(0, good.lastIndexOf('.') + 1)), "token_invalid");
        refused(call(good.substring(0, good.lastIndexOf('.'))), "token_invalid");
    }

    @Test
    void algorithmNoneIsRefused() {
        String header = base64("{\"alg\":\"none\",\"kid\":\"%s\"}".formatted(kid()));

        refused(call(header + "." + base64(claims().toJson()) + "."), "token_invalid");
        String mixedCase = base64("{\"alg\":\"nOnE\",\"kid\":\"%s\"}".formatted(kid()));
        refused(call(mixedCase + "." + base64(claims().toJson()) + "."), "token_invalid");
    }

    @Test
    void hs256WithThePublicKeyAsItsSecretIsRefused() {
        byte[] der = keys.signing().publicKey().getEncoded();
        String pem =
                "-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                        + "\n-----END PUBLIC KEY-----\n";

        refused(call(hmac(der)), "token_invalid");
        refused(call(hmac(pem.getBytes(StandardCharsets.US_ASCII))), "token_invalid");
    }

    @Test
    void anotherRsaAlgorithmWithOurKeyIsRefused() {
        JsonWebSignature jws = unsigned(kid(), claims());
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA512);

        refused(call(sign(jws, ourKey())), "token_invalid");
    }

    @Test
    void aTokenSignedWithAnotherKeyIsRefused() {
        refused(call(signed(foreignKey(), kid(), claims())), "token_invalid");
    }

    @Test
    void anUnknownKeyIdIsRefused() {
        refused(
                call(signed(foreignKey(), "01JQ5Z7Z0N8V6W4X2Y0A1B3C5D", claims())),
                "token_invalid");
    }

    @Test
    void aTokenThatNamesNoKeyIsRefused() {
        JsonWebSignature jws = unsigned(kid(), claims());
        jws.getHeaders().setObjectHeaderValue("kid", null);

        refused(call(sign(jws, ourKey())), "token_invalid");
    }

    @Test
    void anotherAudienceIsRefused() {
        JwtClaims claims = claims();
        claims.setAudience("another-service");

        refused(call(signed(ourKey(), kid(), claims)), "token_invalid");
    }

    @Test
    void anotherIssuerIsRefused() {
        JwtClaims claims = claims();
        claims.setIssuer("https://elsewhere.example");

        refused(call(signed(ourKey(), kid(), claims)), "token_invalid");
    }

    @Test
    void aTokenWithoutAnEndIsRefused() {
        JwtClaims claims = claims();
        claims.unsetClaim("exp");

        refused(call(signed(ourKey(), kid(), claims)), "token_invalid");
    }

    @Test
    void anExpiredTokenOfAnotherAudienceIsNotCalledExpired() {
        JwtClaims claims = claims();
        claims.setAudience("another-service");
        claims.setExpirationTimeMinutesInTheFuture(-10);

        refused(call(signed(ourKey(), kid(), claims)), "token_invalid");
    }

    @Test
    void whatIsNoTokenAtAllIsRefused() {
        refused(call("rubbish"), "token_invalid");
        refused(call("a.b.c"), "token_invalid");
        refused(call("x".repeat(6000)), "token_invalid");
    }

    @Test
    void aChangedClaimBreaksTheSignature() {
        String[] parts = goodToken().split("\\.", -1);
        String forged =
                new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                        .replace("\"groups\":[]", "\"groups\":[\"platform_admin\"]");

        refused(call(parts[0] + "." + base64(forged) + "." + parts[2]), "token_invalid");
    }

    private String goodToken() {
        return accessTokens.issue(Bearer.of(people.somebody().id(), null, Set.of()));
    }

    private JwtClaims claims() {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(config.issuer());
        claims.setAudience(config.audience());
        claims.setSubject(people.somebody().id());
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(5);
        claims.setGeneratedJwtId();
        return claims;
    }

    private String kid() {
        return keys.signing().kid();
    }

    private PrivateKey ourKey() {
        return keys.signing().privateKey();
    }

    private static PrivateKey foreignKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair().getPrivate();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signed(PrivateKey key, String kid, JwtClaims claims) {
        return sign(unsigned(kid, claims), key);
    }

    private String hmac(byte[] secret) {
        JsonWebSignature jws = unsigned(kid(), claims());
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        return sign(jws, new HmacKey(secret));
    }

    private static JsonWebSignature unsigned(String kid, JwtClaims claims) {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setPayload(claims.toJson());
        jws.setKeyIdHeaderValue(kid);
        jws.setHeader("typ", "JWT");
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        return jws;
    }

    private static String sign(JsonWebSignature jws, Key key) {
        try {
            jws.setKey(key);
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static ValidatableResponse call(String token) {
        return given().header("Authorization", "Bearer " + token).get("/api/v1/me").then();
    }

    private static void refused(ValidatableResponse response, String code) {
        response.statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", containsString("error=\"invalid_token\""))
                .body("code", equalTo(code));
    }
}
