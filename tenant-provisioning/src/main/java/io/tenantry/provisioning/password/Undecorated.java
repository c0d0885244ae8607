package io.tenantry.provisioning.password;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A password without what people put around one that they use already: digits and signs at its
 * ends, signs that look like letters, the whole of it twice.
 */
final class Undecorated {
    private static final Pattern SIGNS_BEHIND = Pattern.compile("[^\\p{L}\\p{N}]+$");
    private static final Pattern BEHIND = Pattern.compile("\\P{L}+$");
    private static final Pattern BEFORE = Pattern.compile("^\\P{L}+");

    private Undecorated() {}

    /** What a password, in lower case, may be made of; what is most of it only. */
    static Set<String> of(String password) {
        Set<String> found = new LinkedHashSet<>();
        String behind = BEHIND.matcher(password).replaceFirst("");
        for (String inner :
                List.of(
                        password,
                        SIGNS_BEHIND.matcher(password).replaceFirst(""),
                        behind,
                        BEFORE.matcher(behind).replaceFirst(""),
                        BEFORE.matcher(password).replaceFirst(""))) {
            add(found, inner, password);
            add(found, letters(inner, 'i'), password);
            add(found, letters(inner, 'l'), password);
        }
        return found;
    }

    private static void add(Set<String> found, String inner, String password) {
        // Ten random characters behind a word are a password.
        if (inner.length() * 2 >= password.length()) {
            found.add(inner);
            found.add(Repetition.unit(inner));
        }
    }

    /** What is meant by signs and digits that look like letters. */
    private static String letters(String text, char one) {
        return text.replace('@', 'a')
                .replace('4', 'a')
                .replace('3', 'e')
                .replace('1', one)
                .replace('!', one)
                .replace('0', 'o')
                .replace('$', 's')
                .replace('5', 's')
                .replace('7', 't');
    }
}
