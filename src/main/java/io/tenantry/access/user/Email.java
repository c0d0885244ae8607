package io.tenantry.access.user;

import java.util.Locale;

/** The form in which e-mail addresses are stored and compared. */
public final class Email {
    /** The most characters of an address (RFC 5321). */
    public static final int LONGEST = 254;

    private Email() {}

    /** Strips white space and lowers the case. */
    public static String normal(String typed) {
        return typed.strip().toLowerCase(Locale.ROOT);
    }
}
