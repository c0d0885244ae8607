package io.tenantry.access.browser;

import io.tenantry.access.mail.PublicAddress;
import io.tenantry.access.token.TokenConfig;
import io.tenantry.routing.TenantSlug;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The cookies in which browsers keep refresh tokens, by the slug of the session's tenant; {@link
 * #OUTSIDE} stands for none. Scripts do not see them, and they go to the calls of signing in alone.
 */
@Singleton
class SessionCookies {
    /** In the place of a slug: the session without a tenant. */
    static final String OUTSIDE = "";

    private static final String NAME = "tenantry-session";
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{1,200}");

    private final Duration lifetime;
    private final String attributes;

    SessionCookies(PublicAddress address, TokenConfig config) {
        this.lifetime = config.refreshLifetime();
        this.attributes =
                "; Path=/api/v1/auth; HttpOnly; SameSite=Strict"
                        + (address.isTls() ? "; Secure" : "");
    }

    /** The refresh tokens that a browser sent, the one that it has had for longest first. */
    Map<String, String> held(HttpServerRequest request) {
        Map<String, String> held = new LinkedHashMap<>();
        for (String header : request.headers().getAll("Cookie")) {
            for (String cookie : header.split(";", -1)) {
                int equals = cookie.indexOf('=');
                String name = equals < 0 ? "" : cookie.substring(0, equals).strip();
                String token = cookie.substring(equals + 1).strip();
                if (isOurs(name) && TOKEN.matcher(token).matches()) {
                    held.putIfAbsent(slug(name), token);
                }
            }
        }
        return held;
    }

    /** Has the browser keep a token, in the place of the one it may have. */
    void give(HttpServerResponse response, String slug, String token) {
        set(response, slug, token, lifetime);
    }

    void takeAway(HttpServerResponse response, String slug) {
        set(response, slug, "", Duration.ZERO);
    }

    private void set(HttpServerResponse response, String slug, String value, Duration age) {
        String name = slug.equals(OUTSIDE) ? NAME : NAME + "-" + slug;
        response.headers()
                .add(
                        "Set-Cookie",
                        name + "=" + value + "; Max-Age=" + age.toSeconds() + attributes);
    }

    private static boolean isOurs(String name) {
        return name.equals(NAME)
                || (name.startsWith(NAME + "-") && TenantSlug.parse(slug(name)).isPresent());
    }

    private static String slug(String name) {
        return name.equals(NAME) ? OUTSIDE : name.substring(NAME.length() + 1);
    }
}
