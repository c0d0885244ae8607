package io.tenantry.provisioning.password;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whose password it is going to be: what anybody would try.
 *
 * @param email their address
 * @param name what they are called
 * @param organisation names and slugs of where they belong, if that is known
 */
public record PasswordOwner(String email, String name, List<String> organisation) {
    private static final String PRODUCT = "tenantry";
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** Shorter words stand in too many others. */
    private static final int SHORTEST_WORD = 4;

    /** A name in Chinese characters has two or three. */
    private static final int SHORTEST_IDEOGRAPHS = 2;

    public PasswordOwner {
        organisation = List.copyOf(organisation);
    }

    /** Somebody of whom no organisation is known. */
    public static PasswordOwner of(String email, String name) {
        return new PasswordOwner(email, name, List.of());
    }

    /** Somebody of an organisation; parts that are not known are null. */
    public static PasswordOwner of(String email, String name, @Nullable String... organisation) {
        List<String> known = new ArrayList<>();
        for (String part : organisation) {
            if (part != null) {
                known.add(part);
            }
        }
        return new PasswordOwner(email, name, known);
    }

    /** Words that the password may not contain, in lower case. */
    Set<String> words() {
        String local = email.strip().replaceFirst("@.*", "");
        return Stream.concat(Stream.of(PRODUCT, local, name), organisation.stream())
                .map(text -> text.strip().toLowerCase(Locale.ROOT))
                .flatMap(text ->
                        Stream.concat(
                                Stream.of(text, BETWEEN_WORDS.matcher(text).replaceAll("")),
                                BETWEEN_WORDS.splitAsStream(text)))
                .filter(PasswordOwner::isTelling)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isTelling(String word) {
        int length = word.codePointCount(0, word.length());
        return length >= SHORTEST_WORD
                || (length >= SHORTEST_IDEOGRAPHS
                        && word.codePoints().allMatch(Character::isIdeographic));
    }

    // Of no use to anybody who reads a log.
    @Override
    public String toString() {
        return "PasswordOwner[]";
    }
}
