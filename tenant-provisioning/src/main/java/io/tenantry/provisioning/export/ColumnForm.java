package io.tenantry.provisioning.export;

import io.tenantry.routing.mysql.ServerVersion.Engine;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;

/**
 * How the values of a column are written: the same words in each file, so that they can be
 * compared.
 */
enum ColumnForm {
    INTEGER("A whole number of any size; bits are the unsigned number that they are."),
    DECIMAL("A decimal number with all its digits."),
    FLOAT("A number of single precision: the fewest digits that mean this very value."),
    DOUBLE("A number of double precision: the fewest digits that mean this very value."),
    DATE("YYYY-MM-DD. The database also knows days that do not exist, as 0000-00-00."),
    DATETIME("YYYY-MM-DDThh:mm:ss and fractions of a second, in the time zone it was entered in."),
    TIMESTAMP("YYYY-MM-DDThh:mm:ss and fractions of a second, in UTC, with a Z."),
    TIME("[-]hh:mm:ss and fractions of a second: a span of up to 838 hours, no time of day."),
    TEXT("Text."),
    CHOICE("Text: one of those that the type lists."),
    CHOICES("Some of the texts that the type lists: an array; in CSV with commas between them."),
    JSON(
            "A JSON value; in CSV its text. In JSON Lines the field is left out where the database"
                    + " has NULL, so that it is not taken for the JSON value null."),
    BINARY("Bytes, in base64."),
    GEOMETRY(
            "SRID=n;WKT: the number of the spatial reference system, and the shape in well-known"
                    + " text with x (longitude) first.");

    /** What the server gives for a shape whose words are too long for it, instead of NULL. */
    private static final String NO_WORDS = "!";

    private final String description;

    ColumnForm(String description) {
        this.description = description;
    }

    /**
     * The form for a type.
     *
     * @param dataType as {@code information_schema.COLUMNS.DATA_TYPE} has it
     */
    static ColumnForm of(String dataType) {
        return switch (dataType.toLowerCase(Locale.ROOT)) {
            case "tinyint", "smallint", "mediumint", "int", "bigint", "bit", "year" -> INTEGER;
            case "decimal" -> DECIMAL;
            case "float" -> FLOAT;
            case "double" -> DOUBLE;
            case "date" -> DATE;
            case "datetime" -> DATETIME;
            case "timestamp" -> TIMESTAMP;
            case "time" -> TIME;
            case "enum" -> CHOICE;
            case "set" -> CHOICES;
            case "json" -> JSON;
            case "binary", "varbinary", "vector" -> BINARY;
            case "tinyblob", "blob", "mediumblob", "longblob" -> BINARY;
            case "geometry", "point", "linestring", "polygon" -> GEOMETRY;
            case "multipoint", "multilinestring", "multipolygon" -> GEOMETRY;
            case "geometrycollection", "geomcollection" -> GEOMETRY;
            default -> TEXT;
        };
    }

    /** The name in a data dictionary. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a reader of a file has to know of it. */
    String description() {
        return description;
    }

    boolean isNumber() {
        return this == INTEGER || this == DECIMAL || this == FLOAT || this == DOUBLE;
    }

    /** Whether it is what somebody typed, so that it may begin like a formula. */
    boolean isTyped() {
        return this == TEXT || this == CHOICE || this == CHOICES || this == JSON;
    }

    /**
     * The expression that reads a column.
     *
     * @param column quoted
     */
    String selected(String column, String dataType, Engine engine) {
        return switch (this) {
            case INTEGER ->
                    switch (dataType.toLowerCase(Locale.ROOT)) {
                        case "bit", "year" -> "CAST(%s AS UNSIGNED)".formatted(column);
                        default -> column;
                    };
            // As a FLOAT it would be worded with six digits, which is not all of it.
            case FLOAT -> "CAST(%s AS DOUBLE)".formatted(column);
            case GEOMETRY -> wellKnownText(column, engine);
            default -> column;
        };
    }

    private static String wellKnownText(String column, Engine engine) {
        // MySQL would put latitude first where the reference system does; MariaDB never does.
        String order = engine == Engine.MYSQL ? ", 'axis-order=long-lat'" : "";
        return "IF(%1$s IS NULL, NULL, COALESCE(CONCAT('SRID=', ST_SRID(%1$s), ';', ST_AsText(%1$s%2$s)), '%3$s'))"
                .formatted(column, order, NO_WORDS);
    }

    /**
     * A value in the words that all files share, in UTF-8.
     *
     * @param value as the server sent it
     * @throws IllegalArgumentException if the server could not word it
     */
    byte[] worded(byte[] value) {
        return switch (this) {
            case INTEGER, DECIMAL, DOUBLE -> withoutZerofill(value);
            case FLOAT -> ascii(Float.toString(Float.parseFloat(ascii(value))));
            case DATETIME -> ascii(ascii(value).replace(' ', 'T'));
            case TIMESTAMP -> ascii(ascii(value).replace(' ', 'T') + "Z");
            case BINARY -> Base64.getEncoder().encode(value);
            case JSON -> CompactJson.of(value).orElse(value);
            case GEOMETRY -> demandWords(value);
            case DATE, TIME, TEXT, CHOICE, CHOICES -> value;
        };
    }

    /** ZEROFILL is a way to show numbers, and JSON has none that begin so. */
    private static byte[] withoutZerofill(byte[] number) {
        int from = 0;
        while (from < number.length - 1 && number[from] == '0' && isDigit(number[from + 1])) {
            from++;
        }
        return from == 0 ? number : Arrays.copyOfRange(number, from, number.length);
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }

    private static byte[] demandWords(byte[] value) {
        if (ascii(value).equals(NO_WORDS)) {
            throw new IllegalArgumentException(
                    "a shape is too large for the server to word; raise its max_allowed_packet");
        }
        return value;
    }

    private static String ascii(byte[] text) {
        return new String(text, StandardCharsets.US_ASCII);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
