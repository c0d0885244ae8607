package io.tenantry.access.signon.oidc;

import java.util.Locale;

/** What can be wrong with a provider or what it says. */
public enum ProviderFault {
    /** Its name cannot be looked up, nobody listens there, or TLS does not come about. */
    UNREACHABLE(Kind.AWAY),
    /** It takes longer than it may. */
    SLOW(Kind.AWAY),
    /** As many requests to providers are under way as may be. */
    BUSY(Kind.AWAY),
    /** Its address is not one that requests may go to. */
    ADDRESS_FORBIDDEN(Kind.AWAY),
    /** It sends the request elsewhere. */
    REDIRECTED(Kind.AWAY),
    /** It says more than is read. */
    TOO_LARGE(Kind.AWAY),
    /** It answers with a status, or in a form, that it should not. */
    UNEXPECTED_ANSWER(Kind.AWAY),
    /** Its description is of another issuer. */
    OTHER_ISSUER(Kind.AWAY),
    /** Its description lacks something, or names an address that cannot be used. */
    DESCRIPTION_INCOMPLETE(Kind.AWAY),
    /** It has no key that tokens could be signed with. */
    NO_KEYS(Kind.AWAY),
    /** It does not know the client, or the secret is another. */
    CLIENT_REFUSED(Kind.AWAY),

    /** It does not take the code, which is old, used, or of another browser. */
    CODE_REFUSED(Kind.DISBELIEVED),
    /** What it sends is no ID token. */
    TOKEN_MALFORMED(Kind.DISBELIEVED),
    /** The token is signed in a way that proves nothing, or not at all. */
    TOKEN_ALGORITHM(Kind.DISBELIEVED),
    /** The token's key is not one of the provider's. */
    TOKEN_KEY(Kind.DISBELIEVED),
    /** The token was changed, or signed by somebody else. */
    TOKEN_SIGNATURE(Kind.DISBELIEVED),
    /** The token is of another issuer. */
    TOKEN_ISSUER(Kind.DISBELIEVED),
    /** The token is for another client. */
    TOKEN_AUDIENCE(Kind.DISBELIEVED),
    /** The token was good once, or is not yet. */
    TOKEN_EXPIRED(Kind.DISBELIEVED),
    /** The token is of another sign-on. */
    TOKEN_NONCE(Kind.DISBELIEVED);

    private enum Kind {
        AWAY,
        DISBELIEVED
    }

    private final Kind kind;

    ProviderFault(Kind kind) {
        this.kind = kind;
    }

    /** Whether the provider, or how it is set up, is at fault, whoever signs on. */
    public boolean isOutage() {
        return kind == Kind.AWAY;
    }

    /** The form that clients see. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
