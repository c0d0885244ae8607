package io.tenantry.access.signon.oidc;

/** What a provider knows this service by. */
public record Client(String issuer, String id, String secret) {
    @Override
    public String toString() {
        return "Client[" + issuer + "]";
    }
}
