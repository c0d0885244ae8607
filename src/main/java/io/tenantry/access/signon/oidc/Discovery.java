package io.tenantry.access.signon.oidc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/** Asks providers what they are and which keys they sign with. */
@Singleton
class Discovery {
    private static final String WELL_KNOWN = "/.well-known/openid-configuration";

    private final ProviderHttp http;
    private final ProviderAddresses addresses;
    private final ObjectMapper json;

    Discovery(ProviderHttp http, ProviderAddresses addresses, ObjectMapper json) {
        this.http = http;
        this.addresses = addresses;
        this.json = json;
    }

    /**
     * Reads a provider's description.
     *
     * @throws ProviderException of an outage
     */
    ProviderMetadata describe(String issuer) {
        URI address =
                addresses.demandUsable(issuer.replaceAll("/+$", "") + WELL_KNOWN, "the issuer");
        JsonNode document = read(address);
        // Word for word: else one provider could speak for another.
        if (!issuer.equals(document.path("issuer").asText())) {
            throw new ProviderException(
                    ProviderFault.OTHER_ISSUER,
                    "the description at %s is of another issuer than that address"
                            .formatted(address.getHost()));
        }
        List<String> methods = texts(document.path("token_endpoint_auth_methods_supported"));
        return new ProviderMetadata(
                issuer,
                endpoint(document, "authorization_endpoint"),
                endpoint(document, "token_endpoint"),
                endpoint(document, "jwks_uri"),
                // What holds where nothing is said.
                methods.isEmpty() || methods.contains("client_secret_basic"),
                document.path("authorization_response_iss_parameter_supported").asBoolean());
    }

    private URI endpoint(JsonNode document, String name) {
        return addresses.demandUsable(document.path(name).textValue(), name);
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    /**
     * Reads a provider's keys.
     *
     * @throws ProviderException of an outage
     */
    JsonWebKeySet keys(ProviderMetadata provider) {
        JsonNode document = read(provider.keys());
        try {
            // Keys of kinds that are not known are left out.
            JsonWebKeySet keys = new JsonWebKeySet(document.toString());
            if (!keys.getJsonWebKeys().isEmpty()) {
                return keys;
            }
        } catch (JoseException malformed) {
            throw new ProviderException(
                    ProviderFault.NO_KEYS, "what jwks_uri leads to are no keys", malformed);
        }
        throw new ProviderException(ProviderFault.NO_KEYS, "jwks_uri leads to no keys");
    }

    private JsonNode read(URI address) {
        ProviderHttp.Answer answer = http.get(address);
        if (!answer.succeeded()) {
            throw unexpected(address, "status " + answer.status());
        }
        try {
            JsonNode document = json.readTree(answer.body());
            if (document != null && document.isObject()) {
                return document;
            }
        } catch (JsonProcessingException malformed) {
            throw new ProviderException(
                    ProviderFault.UNEXPECTED_ANSWER,
                    "%s%s is no JSON".formatted(address.getHost(), address.getPath()),
                    malformed);
        }
        throw unexpected(address, "no JSON object");
    }

    private static ProviderException unexpected(URI address, String what) {
        return new ProviderException(
                ProviderFault.UNEXPECTED_ANSWER,
                "%s%s answers with %s".formatted(address.getHost(), address.getPath(), what));
    }
}
