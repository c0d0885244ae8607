package io.tenantry.cli.output;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes values of {@link Document}s as JSON (RFC 8259), indented by two. */
final class Json {
    private static final int FIRST_PRINTABLE = 0x20;

    private final StringBuilder out = new StringBuilder();

    private Json() {}

    static String of(@Nullable Object value) {
        Json json = new Json();
        json.value(value, 0);
        return json.out.toString();
    }

    /** A text in quotation marks. */
    static String quoted(String text) {
        Json json = new Json();
        json.text(text);
        return json.out.toString();
    }

    private void value(@Nullable Object value, int depth) {
        switch (value) {
            case null -> out.append("null");
            case Map<?, ?> map -> object(map, depth);
            case List<?> list -> array(list, depth);
            case String text -> text(text);
            case Instant at -> text(at.toString());
            default -> out.append(value);
        }
    }

    private void object(Map<?, ?> map, int depth) {
        if (map.isEmpty()) {
            out.append("{}");
            return;
        }
        out.append('{');
        for (Iterator<? extends Map.Entry<?, ?>> each = map.entrySet().iterator();
                each.hasNext(); ) {
            Map.Entry<?, ?> entry = each.next();
            line(depth + 1);
            text(String.valueOf(entry.getKey()));
            out.append(": ");
            value(entry.getValue(), depth + 1);
            out.append(each.hasNext() ? "," : "");
        }
        line(depth);
        out.append('}');
    }

    private void array(List<?> list, int depth) {
        if (list.isEmpty()) {
            out.append("[]");
            return;
        }
        out.append('[');
        for (Iterator<?> each = list.iterator(); each.hasNext(); ) {
            line(depth + 1);
            value(each.next(), depth + 1);
            out.append(each.hasNext() ? "," : "");
        }
        line(depth);
        out.append(']');
    }

    private void line(int depth) {
        out.append('\n').repeat(' ', 2 * depth);
    }

    private void text(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    // 2028 and 2029 end a line for YAML, which reads this form, too.
                    if (c < FIRST_PRINTABLE
                            || c == '\u007f'
                            || c == '\u0085'
                            || isOddSeparator(c)) {
                        out.append("\\u%04x".formatted((int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static boolean isOddSeparator(char c) {
        return c == (char) 0x2028 || c == (char) 0x2029 || c == (char) 0xfeff;
    }
}
