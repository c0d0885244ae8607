package io.tenantry.cli.manual;

import java.util.Locale;

/** Text in the macros of man(7), which every reader of manual pages knows. */
final class Roff {
    private final StringBuilder text = new StringBuilder();

    /** The page's head: its name in capitals and the program. */
    Roff head(String name, String program) {
        // \" begins a comment; the date is left out, so that the same release makes the same page.
        text.append(
                ".TH \"%s\" \"1\" \"\" \"%s\" \"%s\"\n"
                        .formatted(
                                argument(name.toUpperCase(Locale.ROOT)),
                                argument(program),
                                "Tenantry"));
        // No hyphens of its own, flush left: commands are copied from here.
        text.append(".nh\n.ad l\n");
        return this;
    }

    Roff section(String title) {
        text.append(".SH ").append(escaped(title)).append('\n');
        return this;
    }

    Roff paragraph(String words) {
        text.append(".PP\n").append(line(words));
        return this;
    }

    Roff line(String... words) {
        for (String each : words) {
            text.append(line(each));
        }
        return this;
    }

    /** A term, in bold, and what it means. */
    Roff item(String term, String... meaning) {
        text.append(".TP\n\\fB").append(escaped(term)).append("\\fR\n");
        return line(meaning);
    }

    private static String line(String words) {
        String line = escaped(words);
        // A dot or an apostrophe begins a request.
        boolean isRequest = line.startsWith(".") || line.startsWith("'");
        return (isRequest ? "\\&" : "") + line + '\n';
    }

    private static String argument(String words) {
        return escaped(words).replace("\"", "\\(dq");
    }

    /** Hyphens are what is typed, not what breaks words. */
    private static String escaped(String words) {
        return words.strip()
                .replaceAll("\\s+", " ")
                .replace("\\", "\\e")
                .replace("-", "\\-")
                .replace("…", "\\&...");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
