package io.tenantry.access.invitation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads addresses as people paste them: with commas, semicolons and line breaks between them, bare
 * or as {@code Ada Lovelace <ada@acme.example>}.
 */
final class PastedPeople {
    private static final Pattern NAMED = Pattern.compile("\"?([^\"<>]*)\"?\\s*<([^<>]*)>");

    private PastedPeople() {}

    static List<ListedPerson> read(String text) {
        List<ListedPerson> people = new ArrayList<>();
        String[] lines = text.split("\\R", -1);
        for (int i = 0; i < lines.length; i++) {
            for (String part : lines[i].split("[,;]", -1)) {
                String person = part.strip();
                if (!person.isEmpty()) {
                    people.add(person(i + 1, person));
                }
            }
        }
        return people;
    }

    private static ListedPerson person(int line, String text) {
        Matcher named = NAMED.matcher(text);
        return named.matches()
                ? new ListedPerson(line, named.group(2), named.group(1), null, null)
                : new ListedPerson(line, text, null, null, null);
    }
}
