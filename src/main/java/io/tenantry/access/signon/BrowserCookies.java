package io.tenantry.access.signon;

import io.tenantry.access.mail.PublicAddress;
import jakarta.inject.Singleton;
import java.time.Duration;

/** The cookie by which a browser is known that begins a sign-on; scripts do not see it. */
@Singleton
class BrowserCookies {
    static final String NAME = "tenantry-sign-on";

    private final String attributes;

    BrowserCookies(PublicAddress address) {
        // Lax: providers send browsers back from another site.
        this.attributes =
                "; Path=/api/v1/auth/sign-on; HttpOnly; SameSite=Lax"
                        + (address.isTls() ? "; Secure" : "");
    }

    /** The header that gives it to a browser. */
    String of(String value, Duration lifetime) {
        return NAME + "=" + value + "; Max-Age=" + lifetime.toSeconds() + attributes;
    }

    /** The header that takes it away. */
    String none() {
        return of("", Duration.ZERO);
    }
}
