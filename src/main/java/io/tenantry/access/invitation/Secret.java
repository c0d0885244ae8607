package io.tenantry.access.invitation;

import io.tenantry.access.OneTimeSecret;

/**
 * What shows that somebody is invited: the token of a link, or a code.
 *
 * @param text as it was typed or clicked
 */
record Secret(String text, boolean isCode) {
    static Secret token() {
        return new Secret(OneTimeSecret.token(), false);
    }

    static Secret code() {
        return new Secret(OneTimeSecret.code(), true);
    }

    /** What is kept of it: 32 bytes. */
    byte[] hash() {
        return isCode ? OneTimeSecret.hashOfCode(text) : OneTimeSecret.hashOfToken(text);
    }

    @Override
    public String toString() {
        return "Secret[]";
    }
}
