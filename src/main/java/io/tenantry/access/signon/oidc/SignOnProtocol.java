package io.tenantry.access.signon.oidc;

import io.tenantry.access.signon.oidc.CodeExchange.Brought;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Learns from a provider who somebody is. */
@Singleton
public class SignOnProtocol {
    private final KnownProviders providers;
    private final CodeExchange exchange;
    private final IdTokens tokens;

    SignOnProtocol(KnownProviders providers, CodeExchange exchange, IdTokens tokens) {
        this.providers = providers;
        this.exchange = exchange;
        this.tokens = tokens;
    }

    /**
     * Changes a code for what the provider says of whoever was given it.
     *
     * @param nonce that the sign-on was begun with
     * @param issuer whose answer the browser says it brings, or null
     * @throws ProviderException that says what the provider did not do, or why it is not believed
     */
    public IdClaims identify(
            Client client, Brought brought, String nonce, @Nullable String issuer) {
        ProviderMetadata provider = providers.describe(client.issuer());
        if (issuer == null ? provider.namesItself() : !issuer.equals(client.issuer())) {
            throw new ProviderException(
                    ProviderFault.TOKEN_ISSUER, "the answer is of another issuer");
        }
        return tokens.verify(exchange.redeem(provider, client, brought), client, nonce);
    }
}
