package io.tenantry.cli.output;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes values of {@link Document}s as YAML 1.2 in block style. A text that could be taken for
 * anything else is written as JSON would, which is YAML, too.
 */
final class Yaml {
    // Begins with a letter and holds nothing that means something to YAML.
    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z][A-Za-z0-9_./@+-]*( [A-Za-z0-9_./@+-]+)*");
    private static final Pattern WORD =
            Pattern.compile("(?i)null|true|false|yes|no|on|off|y|n|nan|inf");

    private final StringBuilder out = new StringBuilder();

    private Yaml() {}

    static String of(@Nullable Object value) {
        Yaml yaml = new Yaml();
        yaml.block(value, 0);
        return yaml.out.toString().stripTrailing();
    }

    private void block(@Nullable Object value, int depth) {
        switch (value) {
            case Map<?, ?> map when !map.isEmpty() -> fields(map, depth, false);
            case List<?> list when !list.isEmpty() -> items(list, depth);
            case null, default -> out.append(scalar(value)).append('\n');
        }
    }

    private void fields(Map<?, ?> map, int depth, boolean afterDash) {
        boolean indent = !afterDash;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (indent) {
                out.repeat(' ', 2 * depth);
            }
            indent = true;
            out.append(scalar(entry.getKey())).append(':');
            below(entry.getValue(), depth);
        }
    }

    private void below(@Nullable Object value, int depth) {
        switch (value) {
            case Map<?, ?> map when !map.isEmpty() -> {
                out.append('\n');
                fields(map, depth + 1, false);
            }
            case List<?> list when !list.isEmpty() -> {
                out.append('\n');
                items(list, depth + 1);
            }
            case null, default -> out.append(' ').append(scalar(value)).append('\n');
        }
    }

    private void items(List<?> list, int depth) {
        for (Object item : list) {
            out.repeat(' ', 2 * depth).append("- ");
            switch (item) {
                case Map<?, ?> map when !map.isEmpty() -> fields(map, depth + 1, true);
                case List<?> nested ->
                        out.append(Json.of(nested).replaceAll("\n *", " ")).append('\n');
                case null, default -> out.append(scalar(item)).append('\n');
            }
        }
    }

    private static String scalar(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Map<?, ?> _ -> "{}";
            case List<?> _ -> "[]";
            case String text ->
                    PLAIN.matcher(text).matches() && !WORD.matcher(text).matches()
                            ? text
                            : Json.quoted(text);
            case Instant at -> Json.quoted(at.toString());
            default -> value.toString();
        };
    }
}
