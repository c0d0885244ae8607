package io.tenantry.access.token;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.Cache;

/** Publishes the public halves of the signing keys (RFC 7517). */
@Path("/.well-known/jwks.json")
@Tag(name = "Access")
class JwksResource {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final SigningKeys keys;

    JwksResource(SigningKeys keys) {
        this.keys = keys;
    }

    @GET
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    @Cache(maxAge = 60)
    @Operation(
            operationId = "readKeys",
            summary = "The public keys that verify access tokens",
            description = "Read it afresh at most once a minute, and when a key id is unknown.")
    public KeySet keys() {
        return new KeySet(keys.published().stream().map(JwksResource::jwk).toList());
    }

    private static Jwk jwk(SigningKey key) {
        return new Jwk(
                "RSA",
                "sig",
                "RS256",
                key.kid(),
                encode(key.publicKey().getModulus()),
                encode(key.publicKey().getPublicExponent()));
    }

    // RFC 7518, section 2: big-endian, without the sign byte that BigInteger may put in front.
    private static String encode(BigInteger number) {
        byte[] bytes = number.toByteArray();
        boolean signed = bytes.length > 1 && bytes[0] == 0;
        return BASE64.encodeToString(signed ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    /** A JSON Web Key Set. */
    @Schema(name = "KeySet")
    public record KeySet(List<Jwk> keys) {}

    /** A JSON Web Key. */
    @Schema(name = "Key")
    public record Jwk(
            @Schema(examples = "RSA") String kty,
            @Schema(examples = "sig") String use,
            @Schema(examples = "RS256") String alg,
            String kid,
            String n,
            @Schema(examples = "AQAB") String e) {}
}
