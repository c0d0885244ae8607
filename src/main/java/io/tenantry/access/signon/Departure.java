package io.tenantry.access.signon;

import java.net.URI;

/**
 * A browser on its way to a provider.
 *
 * @param cookie what it brings back besides the provider's answer
 */
record Departure(URI provider, String cookie) {
    @Override
    public String toString() {
        return "Departure[]";
    }
}
