package io.tenantry.access.invitation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads people from CSV (RFC 4180) with a header: {@code email}, and perhaps {@code name}, {@code
 * role} and {@code department}. Semicolons serve as well as commas, since spreadsheets of some
 * countries write them, and so does a byte order mark at the beginning.
 */
final class PeopleCsv {
    private static final Set<String> COLUMNS = Set.of("email", "name", "role", "department");
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String text;
    private final char separator;
    private int at;
    private int line = 1;

    private PeopleCsv(String text) {
        this.text = text;
        String header = text.lines().findFirst().orElse("");
        this.separator = header.indexOf(';') >= 0 ? ';' : ',';
    }

    /** The text is no such CSV. */
    static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1L;

        MalformedException(String words) {
            super(words);
        }

        String words() {
            return String.valueOf(getMessage());
        }
    }

    /**
     * Reads all lines but empty ones.
     *
     * @throws MalformedException if the header is not what it should be, or a quote does not end
     */
    static List<ListedPerson> read(String text) throws MalformedException {
        return new PeopleCsv(
                        !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK
                                ? text.substring(1)
                                : text)
                .people();
    }

    private List<ListedPerson> people() throws MalformedException {
        List<String> header =
                record().stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
        if (!header.contains("email")
                || !COLUMNS.containsAll(header)
                || Set.copyOf(header).size() < header.size()) {
            throw new MalformedException(
                    "the first line has to name the columns: email, name, role, department");
        }
        List<ListedPerson> people = new ArrayList<>();
        while (at < text.length()) {
            int number = line;
            List<String> fields = record();
            if (fields.size() > 1 || !fields.getFirst().isBlank()) {
                people.add(person(number, header, fields));
            }
        }
        return people;
    }

    private static ListedPerson person(int number, List<String> header, List<String> fields) {
        String email = field(header, fields, "email");
        return new ListedPerson(
                number,
                email == null || fields.size() > header.size() ? "" : email.strip(),
                field(header, fields, "name"),
                field(header, fields, "role"),
                field(header, fields, "department"));
    }

    private static @Nullable String field(List<String> header, List<String> fields, String name) {
        int column = header.indexOf(name);
        return column < 0 || column >= fields.size() ? null : fields.get(column);
    }

    /** One record, and the line break after it. */
    private List<String> record() throws MalformedException {
        List<String> fields = new ArrayList<>();
        fields.add(field());
        while (at < text.length() && text.charAt(at) == separator) {
            at++;
            fields.add(field());
        }
        if (at < text.length() && text.charAt(at) == '\r') {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '\n') {
            at++;
        }
        line++;
        return fields;
    }

    private String field() throws MalformedException {
        if (at < text.length() && text.charAt(at) == '"') {
            return quoted();
        }
        int begin = at;
        while (at < text.length() && !endsField(text.charAt(at))) {
            at++;
        }
        return text.substring(begin, at);
    }

    private boolean endsField(char c) {
        return c == separator || c == '\r' || c == '\n';
    }

    private String quoted() throws MalformedException {
        StringBuilder field = new StringBuilder();
        int begun = line;
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '"') {
                line += c == '\n' ? 1 : 0;
                field.append(c);
            } else if (at < text.length() && text.charAt(at) == '"') {
                field.append(c);
                at++;
            } else {
                skipToEnd(field);
                return field.toString();
            }
        }
        throw new MalformedException(
                "the quote that begins in line %d does not end".formatted(begun));
    }

    /** What stands between a closing quote and the separator belongs to nothing; it is kept. */
    private void skipToEnd(StringBuilder field) {
        while (at < text.length() && !endsField(text.charAt(at))) {
            field.append(text.charAt(at++));
        }
    }
}
