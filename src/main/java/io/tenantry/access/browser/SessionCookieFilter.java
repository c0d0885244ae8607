package io.tenantry.access.browser;

import io.tenantry.access.signin.SessionAnswer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Moves refresh tokens out of what browsers are answered, into a cookie. */
@Singleton
class SessionCookieFilter {
    private final BrowserSessions sessions;

    SessionCookieFilter(BrowserSessions sessions) {
        this.sessions = sessions;
    }

    @ServerResponseFilter
    public void keep(HttpServerRequest request, ContainerResponseContext response) {
        if (response.getEntity() instanceof SessionAnswer answer
                && SameOriginFilter.isOfBrowser(request)) {
            sessions.keep(request, answer);
            response.setEntity(answer.withoutRefreshToken());
        }
    }
}
