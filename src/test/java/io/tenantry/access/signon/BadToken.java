package io.tenantry.access.signon;

import static io.tenantry.access.signon.OddProvider.minutesAgo;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jose4j.jwt.JwtClaims;

/** What a token can be, and why it is not believed. */
enum BadToken {
    NONCE("token_nonce", changed(claims -> claims.setStringClaim("nonce", "another"))),
    NO_NONCE("token_nonce", changed(claims -> claims.unsetClaim("nonce"))),
    AUDIENCE("token_audience", changed(claims -> claims.setAudience("another client"))),
    PARTY("token_audience", changed(claims -> claims.setAudience("tenantry", "another client"))),
    OTHER_PARTY(
            "token_audience", changed(claims -> claims.setStringClaim("azp", "another client"))),
    ISSUER("token_issuer", changed(claims -> claims.setIssuer("https://else.test"))),
    EXPIRED("token_expired", changed(claims -> claims.setExpirationTime(minutesAgo(3)))),
    KEY("token_signature", (claims, to) -> to.hands(claims, to.byAnotherKey())),
    UNKNOWN_KEY("token_key", (claims, to) -> to.hands(claims, to.byAKeyOfAnotherName())),
    PUBLIC_KEY("token_algorithm", (claims, to) -> to.hands(claims, to.byThePublicKey())),
    UNSIGNED("token_algorithm", (claims, to) -> to.hands(claims, OddProvider.byNobody())),
    NO_SUBJECT("token_malformed", changed(claims -> claims.unsetClaim("sub"))),
    NONSENSE("token_malformed", (_, to) -> to.hands("nonsense"));

    private final String reason;

    @SuppressWarnings("ImmutableEnumChecker") // lambdas that capture nothing
    private final BiConsumer<JwtClaims, OddProvider> hands;

    BadToken(String reason, BiConsumer<JwtClaims, OddProvider> hands) {
        this.reason = reason;
        this.hands = hands;
    }

    private static BiConsumer<JwtClaims, OddProvider> changed(Consumer<JwtClaims> change) {
        return (claims, to) -> {
            change.accept(claims);
            to.hands(claims);
        };
    }

    /** Why it is not believed. */
    String reason() {
        return reason;
    }

    /** Has the provider hand it out. */
    BiConsumer<JwtClaims, OddProvider> hands() {
        return hands;
    }
}
