package io.tenantry.console;

import io.vertx.core.MultiMap;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

/** What browsers are told to let the page do: what it needs, and nothing else. */
final class PageHeaders {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE_BYTES = 18;

    /**
     * Scripts are files of ours alone. Styles are, too, or carry the nonce: Ant Design makes them
     * as it shows components. Attributes of style are left open, because text areas that grow with
     * their text measure it by them; they load nothing that the other rules do not allow.
     */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}';"
                    + " style-src-attr 'unsafe-inline'; img-src 'self' data: blob:;"
                    + " font-src 'self'; connect-src 'self'; manifest-src 'self';"
                    + " form-action 'self'; base-uri 'none'; frame-ancestors 'none';"
                    + " object-src 'none'";

    private static final Map<String, String> FIXED =
            Map.of(
                    "Content-Type", "text/html; charset=utf-8",
                    // The nonce is good once.
                    "Cache-Control", "no-store",
                    // Addresses name tenants.
                    "Referrer-Policy", "same-origin",
                    // For browsers that do not know frame-ancestors.
                    "X-Frame-Options", "DENY",
                    "Cross-Origin-Opener-Policy", "same-origin",
                    "Cross-Origin-Resource-Policy", "same-origin",
                    "Permissions-Policy",
                            "camera=(), microphone=(), geolocation=(), payment=(), usb=(),"
                                    + " display-capture=()");

    private PageHeaders() {}

    /** Something that nobody can guess. */
    static String nonce() {
        byte[] random = new byte[NONCE_BYTES];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    static void put(MultiMap headers, String nonce) {
        FIXED.forEach(headers::set);
        headers.set("Content-Security-Policy", POLICY.replace("{nonce}", nonce));
    }
}
