package io.tenantry.access.signon.oidc;

import java.net.URI;

/**
 * What a provider says of itself (OpenID Connect Discovery 1.0, section 3), as far as it is used.
 *
 * @param basic whether the client's secret goes into a header; else into the form
 * @param namesItself whether it says by {@code iss} whose answer a code is (RFC 9207)
 */
public record ProviderMetadata(
        String issuer,
        URI authorizationEndpoint,
        URI tokenEndpoint,
        URI keys,
        boolean basic,
        boolean namesItself) {}
