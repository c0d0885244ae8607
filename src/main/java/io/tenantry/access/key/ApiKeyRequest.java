package io.tenantry.access.key;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** That somebody sent a key. */
final class ApiKeyRequest extends BaseAuthenticationRequest {
    private final KeyText key;
    private final String address;

    ApiKeyRequest(KeyText key, String address) {
        this.key = key;
        this.address = address;
    }

    KeyText key() {
        return key;
    }

    String address() {
        return address;
    }
}
