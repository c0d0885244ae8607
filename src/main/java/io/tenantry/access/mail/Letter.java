package io.tenantry.access.mail;

import java.util.Locale;

/** What is written to people. */
public enum Letter {
    /** Come and join: {@code tenant}, {@code inviter}, {@code days}, {@code link}. */
    INVITATION,
    /** Show that the address is yours, to join: {@code tenant}, {@code hours}, {@code link}. */
    CONFIRMATION,
    /** You may come in now: {@code tenant}, {@code link}. */
    WELCOME,
    /** Choose another password: {@code minutes}, {@code link}. */
    PASSWORD_RESET,
    /** Your password is another now: {@code link}. */
    PASSWORD_CHANGED,
    /** Your second factor was taken away, because you had lost it: {@code link}. */
    FACTOR_REMOVED,
    /**
     * Somebody of the platform is in your tenant: {@code tenant}, {@code guest}, {@code reason},
     * {@code minutes}, {@code link}.
     */
    SUPPORT_VISIT,

    /** Somebody waits to be let in: {@code tenant}, {@code person}, {@code link}. */
    APPROVAL_WAITS,

    /** Show that the address is yours, to sign up: {@code code}, {@code minutes}, {@code link}. */
    SIGN_UP_CODE,

    /** An organisation waits for a platform administrator: {@code tenant}, {@code link}. */
    SIGN_UP_WAITS,

    /** Your organisation is being made: {@code tenant}, {@code link}. */
    SIGN_UP_APPROVED,

    /** Your organisation is not made: {@code tenant}, {@code reason}, {@code link}. */
    SIGN_UP_REJECTED;

    /** How texts and rows name it. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Letter ofKey(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
