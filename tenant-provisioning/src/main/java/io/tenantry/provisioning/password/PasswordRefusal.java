package io.tenantry.provisioning.password;

import java.util.Locale;

/** Why a password may not be chosen. */
public enum PasswordRefusal {
    /** It has fewer than {@value PasswordRules#SHORTEST} characters. */
    TOO_SHORT("it has fewer than 12 characters"),
    /** It has more than {@value PasswordRules#LONGEST} characters. */
    TOO_LONG("it has more than 256 characters"),
    /** A few characters, again and again. */
    REPETITIVE("it repeats a few characters again and again"),
    /** Keys that lie side by side, or letters or digits in their order. */
    KEYBOARD_RUN("it is a run of neighbouring keys, letters or digits"),
    /** It contains the person's name or address, or the name of their organisation or of us. */
    PERSONAL(
            "it contains your name, your e-mail address, or the name of the organisation or product"),
    /** It, or it without the usual decoration, is among passwords that were published. */
    BREACHED("it is, or is hardly more than, a password that is known from data breaches");

    private final String message;

    PasswordRefusal(String message) {
        this.message = message;
    }

    /** The stable form that clients see: lower case with underscores. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What is wrong, without the password. */
    public String message() {
        return message;
    }
}
