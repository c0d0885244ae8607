package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.server.Identifiers;
import java.util.Locale;

/**
 * A column that a table has then and now, and how two values of it are told apart exactly: text by
 * its bytes, whatever its collation takes for equal.
 *
 * @param type as {@code information_schema.COLUMNS.DATA_TYPE} has it
 */
record ComparedColumn(String name, String type) {
    private static final int SHOWN = 200;

    /** Kinds of values, by what can be done with them in SQL. */
    private enum Kind {
        TEXT,
        BYTES,
        FLOAT,
        OTHER
    }

    private Kind kind() {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "char",
                    "varchar",
                    "tinytext",
                    "text",
                    "mediumtext",
                    "longtext",
                    "enum",
                    "set",
                    "json" ->
                    Kind.TEXT;
            case "binary",
                    "varbinary",
                    "tinyblob",
                    "blob",
                    "mediumblob",
                    "longblob",
                    "bit",
                    "vector",
                    "geometry",
                    "point",
                    "linestring",
                    "polygon",
                    "multipoint",
                    "multilinestring",
                    "multipolygon",
                    "geometrycollection",
                    "geomcollection" ->
                    Kind.BYTES;
            case "float" -> Kind.FLOAT;
            default -> Kind.OTHER;
        };
    }

    /** Whether its values are bytes that are no text: they are written as hexadecimal digits. */
    boolean isBytes() {
        return kind() == Kind.BYTES;
    }

    String quoted() {
        return Identifiers.quoted(name);
    }

    /** The column of a table that has an alias. */
    String of(String alias) {
        return "%s.%s".formatted(alias, quoted());
    }

    /** What is the same for the same values only. */
    private String exact(String alias) {
        return switch (kind()) {
            case TEXT -> "CAST(CONVERT(%s USING utf8mb4) AS BINARY)".formatted(of(alias));
            case BYTES -> "HEX(%s)".formatted(of(alias));
            case FLOAT, OTHER -> of(alias);
        };
    }

    /** Whether two rows have the same value. */
    String same(String one, String other) {
        return "%s <=> %s".formatted(exact(one), exact(other));
    }

    /** The value as text that tells where it ends, so that a row is the sum of its values. */
    String delimited(String alias) {
        String text =
                switch (kind()) {
                    case TEXT -> "HEX(CONVERT(%s USING utf8mb4))".formatted(of(alias));
                    case BYTES -> "HEX(%s)".formatted(of(alias));
                    case FLOAT -> "CAST(CAST(%s AS DOUBLE) AS CHAR)".formatted(of(alias));
                    case OTHER -> "CAST(%s AS CHAR)".formatted(of(alias));
                };
        return "COALESCE(%s, '-'), ','".formatted(text);
    }

    /** The value as somebody is shown it; a long one only its beginning. */
    String shown(String alias) {
        return switch (kind()) {
            case TEXT -> "LEFT(CONVERT(%s USING utf8mb4), %d)".formatted(of(alias), SHOWN);
            case BYTES -> "CONCAT('0x', LEFT(HEX(%s), %d))".formatted(of(alias), SHOWN);
            case FLOAT -> "CAST(CAST(%s AS DOUBLE) AS CHAR)".formatted(of(alias));
            case OTHER -> "CAST(%s AS CHAR)".formatted(of(alias));
        };
    }
}
