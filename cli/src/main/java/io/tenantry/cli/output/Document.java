package io.tenantry.cli.output;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer as names and values, in their order. A value is null, a text, a number, a boolean, a
 * moment, a document, or a list or map of these.
 */
public final class Document {
    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

    /** The same document with one field more. */
    public Document with(String name, @Nullable Object value) {
        fields.put(name, plain(value));
        return this;
    }

    /** The fields, nothing but maps, lists, texts, numbers, booleans, moments and null. */
    public Map<String, @Nullable Object> fields() {
        return Collections.unmodifiableMap(fields);
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Document document -> document.fields();
            case List<?> list -> list.stream().map(Document::plain).toList();
            case Map<?, ?> map -> copied(map);
            case String text -> text;
            case Number number -> number;
            case Boolean yes -> yes;
            case Instant at -> at;
            default ->
                    throw new IllegalArgumentException(
                            "no value of an answer: " + value.getClass().getName());
        };
    }

    private static Map<String, @Nullable Object> copied(Map<?, ?> map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((name, value) -> copy.put(String.valueOf(name), plain(value)));
        return copy;
    }
}
