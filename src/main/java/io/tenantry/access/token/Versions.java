package io.tenantry.access.token;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The versions of what a token was made from. Each rises when a change has to reach tokens that are
 * out; versions and not times, because the clocks of replicas differ.
 *
 * @param user of the person's account
 * @param membership of their membership of the token's tenant
 * @param role of their role there
 */
public record Versions(int user, int membership, int role) {
    static final String CLAIM = "ver";
    static final Versions FIRST = new Versions(0, 0, 0);

    private static final int NEVER_OLD = 999_999_999;
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\.(\\d{1,9})\\.(\\d{1,9})");

    /** Of a guest, whom no change of a membership concerns. */
    static Versions ofGuest(int user) {
        return new Versions(user, NEVER_OLD, NEVER_OLD);
    }

    /** The form that tokens carry. */
    String claim() {
        return user + "." + membership + "." + role;
    }

    /** Reads that form; the first versions if it is not there or is no such form. */
    static Versions of(@Nullable Object claim) {
        return Optional.ofNullable(claim)
                .map(Object::toString)
                .map(FORM::matcher)
                .filter(Matcher::matches)
                .map(m -> new Versions(number(m, 1), number(m, 2), number(m, 3)))
                .orElse(FIRST);
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
