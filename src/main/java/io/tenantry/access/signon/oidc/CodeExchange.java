package io.tenantry.access.signon.oidc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Changes codes for ID tokens at providers. */
@Singleton
public class CodeExchange {
    private static final Set<String> OF_THE_CLIENT =
            Set.of("invalid_client", "unauthorized_client", "unsupported_grant_type");
    private static final Set<String> OF_THE_CODE = Set.of("invalid_grant", "invalid_request");
    private static final int UNAUTHORIZED = 401;
    private static final int LONGEST_ERROR = 40;

    private final ProviderHttp http;
    private final ObjectMapper json;

    CodeExchange(ProviderHttp http, ObjectMapper json) {
        this.http = http;
        this.json = json;
    }

    /**
     * A code that a browser has brought back.
     *
     * @param verifier what only whoever began the sign-on knows (RFC 7636)
     */
    public record Brought(String code, String verifier, URI redirectUri) {
        @Override
        public String toString() {
            return "Brought[]";
        }
    }

    /**
     * Gets the ID token, which nobody has looked at yet.
     *
     * @throws ProviderException of an outage, {@code CODE_REFUSED} or {@code TOKEN_MALFORMED}
     */
    String redeem(ProviderMetadata provider, Client client, Brought brought) {
        JsonNode answer = ask(provider, client, brought);
        String token = answer.path("id_token").textValue();
        if (token == null) {
            throw new ProviderException(
                    ProviderFault.TOKEN_MALFORMED,
                    "the provider answers without an ID token; the scope openid is needed");
        }
        return token;
    }

    /**
     * Whether the provider knows the client by its secret: a code that nobody was given has to be
     * refused for its own sake.
     *
     * @throws ProviderException {@code CLIENT_REFUSED}, or of another outage
     */
    public void demandKnown(ProviderMetadata provider, Client client, Brought nonsense) {
        try {
            ask(provider, client, nonsense);
        } catch (ProviderException refused) {
            if (refused.fault() != ProviderFault.CODE_REFUSED) {
                throw refused;
            }
        }
    }

    private JsonNode ask(ProviderMetadata provider, Client client, Brought brought) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", brought.code());
        form.put("redirect_uri", brought.redirectUri().toString());
        form.put("code_verifier", brought.verifier());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        if (provider.basic()) {
            headers.put("Authorization", basic(client));
        } else {
            form.put("client_id", client.id());
            form.put("client_secret", client.secret());
        }
        ProviderHttp.Answer answer = http.post(provider.tokenEndpoint(), headers, encoded(form));
        JsonNode body = parsed(answer.body());
        if (!answer.succeeded()) {
            throw refusal(answer.status(), body);
        }
        return body;
    }

    // RFC 6749, section 2.3.1: encoded as in a form before it becomes a header.
    private static String basic(Client client) {
        String both = encoded(client.id()) + ":" + encoded(client.secret());
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private JsonNode parsed(String body) {
        try {
            return json.readTree(body);
        } catch (JsonProcessingException malformed) {
            return MissingNode.getInstance();
        }
    }

    private static ProviderException refusal(int status, JsonNode body) {
        String error = body.path("error").asText();
        if (OF_THE_CODE.contains(error)) {
            return new ProviderException(
                    ProviderFault.CODE_REFUSED, "the provider does not take the code: " + error);
        }
        if (OF_THE_CLIENT.contains(error) || status == UNAUTHORIZED) {
            return new ProviderException(
                    ProviderFault.CLIENT_REFUSED,
                    "the provider does not know the client by its secret: "
                            + (error.isEmpty() ? "status " + status : shortened(error)));
        }
        return new ProviderException(
                ProviderFault.UNEXPECTED_ANSWER,
                "the token endpoint answers with status %d %s".formatted(status, shortened(error)));
    }

    static String shortened(String error) {
        String clean = error.replaceAll("[^\\w .-]", "");
        return clean.length() > LONGEST_ERROR ? clean.substring(0, LONGEST_ERROR) : clean;
    }
}
