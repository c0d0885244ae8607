package io.tenantry.access.signon;

import org.jspecify.annotations.Nullable;

/**
 * What a browser that came back goes on with.
 *
 * @param page of the console
 * @param secret that the page is handed
 * @param cookie without which the secret is of no use; null if it needs none
 */
record Landing(String page, String secret, @Nullable String cookie) {
    @Override
    public String toString() {
        return "Landing[" + page + "]";
    }
}
