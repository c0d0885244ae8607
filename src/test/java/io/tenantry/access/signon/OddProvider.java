package io.tenantry.access.signon;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** A provider of our own, which does wrong what it is told to. */
final class OddProvider implements AutoCloseable {
    static final String SECRET = "a secret of the odd provider";
    static final String SUBJECT = "subject-1";

    // Dear to make, and nobody's secret.
    private static final RsaJsonWebKey KEY = key("key-1");
    private static final RsaJsonWebKey UNPUBLISHED = key("key-1");

    private final HttpServer server;
    private final CountDownLatch never = new CountDownLatch(1);
    private final List<String> published = new CopyOnWriteArrayList<>();

    /** How often its keys were asked for. */
    final AtomicInteger keyCalls = new AtomicInteger();

    /** What the token endpoint was sent last. */
    volatile Map<String, String> redeemed = Map.of();

    private volatile @Nullable String token;
    private volatile Oddity oddity = Oddity.NONE;

    /** What it does to a request to its token endpoint, or all. */
    enum Oddity {
        NONE,
        NEVER_ANSWERS,
        ENDLESS,
        REDIRECTS,
        NO_JSON,
        NO_TOKEN,
        OTHER_ISSUER
    }

    OddProvider() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/.well-known/openid-configuration", this::describe);
        server.createContext("/keys", this::keys);
        server.createContext("/token", this::redeem);
        server.start();
        publish(KEY);
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void does(Oddity odd) {
        oddity = odd;
    }

    private void publish(RsaJsonWebKey which) {
        published.add(which.toJson(OutputControlLevel.PUBLIC_ONLY));
    }

    /** Claims as they should be, for somebody. */
    JwtClaims claims(String nonce, String email) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer());
        claims.setAudience("tenantry");
        claims.setSubject(SUBJECT + "-" + email);
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(5);
        claims.setStringClaim("nonce", nonce);
        claims.setStringClaim("email", email);
        claims.setClaim("email_verified", true);
        return claims;
    }

    /** Hands out a token as it should be. */
    void hands(JwtClaims claims) {
        token = signed(claims, jws -> {});
    }

    /** Hands out one that is signed otherwise. */
    void hands(JwtClaims claims, Consumer<JsonWebSignature> otherwise) {
        token = signed(claims, otherwise);
    }

    void hands(String text) {
        token = text;
    }

    /** With a key of the same name that it does not publish. */
    Consumer<JsonWebSignature> byAnotherKey() {
        return jws -> jws.setKey(UNPUBLISHED.getPrivateKey());
    }

    Consumer<JsonWebSignature> byAKeyOfAnotherName() {
        return jws -> jws.setKeyIdHeaderValue("key-9");
    }

    /** As if the public key were a password that only the provider knows. */
    Consumer<JsonWebSignature> byThePublicKey() {
        PublicKey known = KEY.getPublicKey();
        return jws -> {
            jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
            jws.setKey(new HmacKey(known.getEncoded()));
        };
    }

    static Consumer<JsonWebSignature> byNobody() {
        return jws -> {
            jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
            jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
            jws.setKey(null);
        };
    }

    /** With a key that it publishes only now. */
    Consumer<JsonWebSignature> byANewKey() {
        RsaJsonWebKey fresh = key("key-2");
        publish(fresh);
        return jws -> {
            jws.setKeyIdHeaderValue("key-2");
            jws.setKey(fresh.getPrivateKey());
        };
    }

    private String signed(JwtClaims claims, Consumer<JsonWebSignature> otherwise) {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setPayload(claims.toJson());
        jws.setKeyIdHeaderValue("key-1");
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        jws.setKey(KEY.getPrivateKey());
        otherwise.accept(jws);
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    static NumericDate minutesAgo(int minutes) {
        return NumericDate.fromSeconds(NumericDate.now().getValue() - 60L * minutes);
    }

    private void describe(HttpExchange call) throws IOException {
        String issuer = oddity == Oddity.OTHER_ISSUER ? "https://else.test" : issuer();
        answer(
                call,
                200,
                """
                {"issuer":"%1$s","authorization_endpoint":"%2$s/authorize",
                 "token_endpoint":"%2$s/token","jwks_uri":"%2$s/keys",
                 "token_endpoint_auth_methods_supported":["client_secret_post"]}
                """
                        .formatted(issuer, issuer()));
    }

    private void keys(HttpExchange call) throws IOException {
        keyCalls.incrementAndGet();
        answer(call, 200, "{\"keys\":[" + String.join(",", published) + "]}");
    }

    private void redeem(HttpExchange call) throws IOException {
        String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> form = new HashMap<>();
        for (String pair : body.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            form.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        redeemed = form;
        switch (oddity) {
            case NEVER_ANSWERS -> hang();
            case ENDLESS -> endless(call);
            case REDIRECTS -> {
                call.getResponseHeaders().add("Location", issuer() + "/keys");
                answer(call, 302, "{}");
            }
            case NO_JSON -> answer(call, 200, "<html>");
            case NO_TOKEN -> answer(call, 200, "{}");
            default -> answer(call, 200, "{\"id_token\":\"%s\"}".formatted(token));
        }
    }

    private void hang() {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void endless(HttpExchange call) throws IOException {
        call.sendResponseHeaders(200, 0);
        byte[] much = "a".repeat(64 * 1024).getBytes(StandardCharsets.UTF_8);
        try (var out = call.getResponseBody()) {
            for (int i = 0; i < 64; i++) {
                out.write(much);
            }
        }
    }

    private static void answer(HttpExchange call, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().add("Content-Type", "application/json");
        call.sendResponseHeaders(status, bytes.length);
        try (var out = call.getResponseBody()) {
            out.write(bytes);
        }
    }

    private static RsaJsonWebKey key(String kid) {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(kid);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        never.countDown();
        server.stop(0);
    }
}
