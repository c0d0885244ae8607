package io.tenantry.access.browser;

import io.tenantry.access.mail.PublicAddress;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Locale;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests that a page of another site makes a browser send in the console's name.
 *
 * <p>The header is the wall: another site's page cannot send it, because that asks for a permission
 * (CORS) which this service gives to nobody. What browsers say of where a request comes from stands
 * behind it.
 */
@Singleton
class SameOriginFilter {
    /** With the value {@code 1}: the console asks. */
    static final String HEADER = "Tenantry-Browser";

    private final PublicAddress address;

    SameOriginFilter(PublicAddress address) {
        this.address = address;
    }

    @ServerRequestFilter
    public void refuseOthers(HttpServerRequest request) {
        if (isOfBrowser(request)) {
            String site = request.getHeader("Sec-Fetch-Site");
            if (site != null && !site.equals("same-origin")) {
                throw refused("the browser says that another site's page has sent it");
            }
            String origin = request.getHeader("Origin");
            if (origin != null && !isOurs(origin, request)) {
                throw refused("a page of another origin has sent it");
            }
        }
    }

    /** Whether a request says that the console asks. */
    static boolean isOfBrowser(HttpServerRequest request) {
        return "1".equals(request.getHeader(HEADER));
    }

    /** For calls that read a cookie. */
    static void demand(HttpServerRequest request) {
        if (!isOfBrowser(request)) {
            throw refused("the header " + HEADER + ": 1 is missing");
        }
    }

    private boolean isOurs(String origin, HttpServerRequest request) {
        return origin.equalsIgnoreCase(address.origin()) || origin.equalsIgnoreCase(own(request));
    }

    /** What the console is reached at, if it is not by the public address. */
    private static @Nullable String own(HttpServerRequest request) {
        return request.authority() == null
                ? null
                : (request.scheme() + "://" + request.authority()).toLowerCase(Locale.ROOT);
    }

    private static ProblemException refused(String why) {
        return new ProblemException(
                ErrorCode.CROSS_SITE_REQUEST,
                why,
                "This call is for the console's own pages. If you have opened them at another"
                        + " address than tenantry.access.public-url, use that one.");
    }
}
