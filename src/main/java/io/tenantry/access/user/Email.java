package io.tenantry.access.user;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The form in which e-mail addresses are stored and compared. */
public final class Email {
    /** The most characters of an address (RFC 5321). */
    public static final int LONGEST = 254;

    // What needs quotes in a local part is not taken: nobody has it, and it breaks headers.
    private static final Pattern LOCAL = Pattern.compile("[^\\s\\p{C}@<>()\\[\\],;:\"\\\\]{1,64}");
    private static final Pattern DOMAIN =
            Pattern.compile(
                    "(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9][a-z0-9-]{0,61}[a-z0-9]");

    private Email() {}

    /** Strips white space and lowers the case. */
    public static String normal(String typed) {
        return typed.strip().toLowerCase(Locale.ROOT);
    }

    /** Whether mail can be sent to it, as far as its form tells. */
    public static boolean isWellFormed(String typed) {
        String email = normal(typed);
        int at = email.lastIndexOf('@');
        return email.length() <= LONGEST
                && at > 0
                && LOCAL.matcher(email.substring(0, at)).matches()
                && domain(email.substring(at + 1)).isPresent();
    }

    /** The domain of an address, as {@link #domain}; empty if it is no address. */
    public static Optional<String> domainOf(String typed) {
        String email = normal(typed);
        return isWellFormed(email)
                ? domain(email.substring(email.lastIndexOf('@') + 1))
                : Optional.empty();
    }

    /** A domain in the form that DNS knows, in lower case; empty if it is none. */
    public static Optional<String> domain(String typed) {
        try {
            String ascii = IDN.toASCII(typed.strip()).toLowerCase(Locale.ROOT);
            return DOMAIN.matcher(ascii).matches() ? Optional.of(ascii) : Optional.empty();
        } catch (IllegalArgumentException noDomain) {
            return Optional.empty();
        }
    }

    /** An address by which its owner knows it, and others do not learn it: {@code a***@x.test}. */
    public static String masked(String email) {
        int at = email.lastIndexOf('@');
        int first = email.offsetByCodePoints(0, 1);
        return email.substring(0, first) + "***" + email.substring(at);
    }
}
