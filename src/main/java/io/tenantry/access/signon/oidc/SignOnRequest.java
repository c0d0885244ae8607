package io.tenantry.access.signon.oidc;

import io.tenantry.access.OneTimeSecret;
import io.tenantry.access.Sha256;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What a sign-on is begun with: random, and known to the browser that began it alone.
 *
 * @param state by which the answer is known to belong to it
 * @param nonce which the ID token has to repeat
 * @param verifier whose hash the provider is shown, so that nobody else can redeem the code
 */
public record SignOnRequest(String state, String nonce, String verifier) {
    public static SignOnRequest random() {
        return new SignOnRequest(
                OneTimeSecret.token(), OneTimeSecret.token(), OneTimeSecret.token());
    }

    /** Where the browser goes. */
    public URI at(ProviderMetadata provider, String clientId, String scopes, URI redirectUri) {
        String challenge =
                Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(verifier));
        String query =
                "response_type=code"
                        + parameter("client_id", clientId)
                        + parameter("redirect_uri", redirectUri.toString())
                        + parameter("scope", scopes)
                        + parameter("state", state)
                        + parameter("nonce", nonce)
                        + parameter("code_challenge", challenge)
                        + parameter("code_challenge_method", "S256");
        URI endpoint = provider.authorizationEndpoint();
        String between = endpoint.getRawQuery() == null ? "?" : "&";
        return URI.create(endpoint + between + query);
    }

    private static String parameter(String name, String value) {
        return "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "SignOnRequest[]";
    }
}
