package io.tenantry.access.signin;

import org.jspecify.annotations.Nullable;

/** An answer that a session comes with: the first tokens of it, or the next ones. */
public sealed interface SessionAnswer
        permits AccessAnswers.SignedIn, AccessAnswers.TenantChosen, AccessAnswers.Tokens {

    /** What the session goes on with; null if a browser keeps it in a cookie. */
    @Nullable String refreshToken();

    /** The slug of the session's tenant; empty if it has none. */
    String slug();

    /** The same for a browser. */
    SessionAnswer withoutRefreshToken();
}
