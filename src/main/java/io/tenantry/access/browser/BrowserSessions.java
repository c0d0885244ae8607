package io.tenantry.access.browser;

import io.tenantry.access.ClientAddress;
import io.tenantry.access.signin.AccessAnswers.Tokens;
import io.tenantry.access.signin.SessionAnswer;
import io.tenantry.access.signin.Sessions;
import io.tenantry.access.token.RefreshTokens;
import io.tenantry.access.token.RefreshTokens.Family;
import io.tenantry.access.token.SessionOrigin;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The sessions of a browser: one outside of tenants, and one in each tenant that it works in. */
@ApplicationScoped
class BrowserSessions {
    /** Each is a cookie of a hundred bytes, and a request's headers have to fit into 16 KiB. */
    static final int MOST_TENANTS = 10;

    private final SessionCookies cookies;
    private final Sessions sessions;
    private final RefreshTokens refreshTokens;
    private final ControlPlane controlPlane;

    BrowserSessions(
            SessionCookies cookies,
            Sessions sessions,
            RefreshTokens refreshTokens,
            ControlPlane controlPlane) {
        this.cookies = cookies;
        this.sessions = sessions;
        this.refreshTokens = refreshTokens;
        this.controlPlane = controlPlane;
    }

    /**
     * Gets new tokens for a session of the browser.
     *
     * @param slug of its tenant, or {@link SessionCookies#OUTSIDE}
     * @throws ProblemException {@code refresh_token_invalid}, also if the browser has no such
     *     session, or whatever else {@link Sessions#refresh} says
     */
    Tokens refresh(HttpServerRequest request, String slug, SessionOrigin origin) {
        String token = cookies.held(request).get(slug);
        if (token == null) {
            throw Sessions.refreshTokenInvalid();
        }
        try {
            return sessions.refresh(token, slug, origin);
        } catch (ProblemException problem) {
            if (!problem.code().isOurs()) {
                cookies.takeAway(request.response(), slug);
            }
            throw problem;
        }
    }

    /**
     * Ends sessions of the browser.
     *
     * @param slug of the tenant whose session ends alone, or null for all of them
     */
    void end(HttpServerRequest request, @Nullable String slug) {
        cookies.held(request)
                .forEach((each, token) -> {
                    if (slug == null || slug.equals(each)) {
                        end(request, each, token);
                    }
                });
    }

    private void end(HttpServerRequest request, String slug, String token) {
        sessions.end(token, ClientAddress.of(request));
        cookies.takeAway(request.response(), slug);
    }

    /** Has the browser keep the refresh token of an answer, and ends what it keeps no longer. */
    void keep(HttpServerRequest request, SessionAnswer answer) {
        String token = answer.refreshToken();
        if (token == null) {
            return;
        }
        Map<String, String> held = cookies.held(request);
        String replaced = held.remove(answer.slug());
        for (String slug :
                controlPlane.read(handle -> surplus(handle, held, answer.slug(), token))) {
            end(request, slug, held.getOrDefault(slug, ""));
        }
        if (replaced != null && !controlPlane.read(handle -> isOfOne(handle, replaced, token))) {
            sessions.end(replaced, ClientAddress.of(request));
        }
        cookies.give(request.response(), answer.slug(), token);
    }

    /** Those of other people; and when there are too many, those that were begun first. */
    private List<String> surplus(
            Handle handle, Map<String, String> held, String added, String token) {
        Optional<String> person = refreshTokens.family(handle, token).map(Family::userId);
        List<String> surplus = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        held.forEach((slug, each) -> {
            boolean same = refreshTokens.family(handle, each).map(Family::userId).equals(person);
            if (!same) {
                surplus.add(slug);
            } else if (!slug.equals(SessionCookies.OUTSIDE)) {
                kept.add(slug);
            }
        });
        int room = MOST_TENANTS - (added.equals(SessionCookies.OUTSIDE) ? 0 : 1);
        if (kept.size() > room) {
            surplus.addAll(kept.subList(0, kept.size() - room));
        }
        return surplus;
    }

    private boolean isOfOne(Handle handle, String one, String other) {
        return refreshTokens
                .family(handle, one)
                .map(Family::id)
                .equals(refreshTokens.family(handle, other).map(Family::id));
    }
}
