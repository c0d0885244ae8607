package io.tenantry.provisioning.snapshot;

import java.util.Locale;

/** How the values of a column travel as text without losing anything. */
enum ValueForm {
    /** As the server words them. */
    TEXT("%s", "%s"),
    /** Numbers and times: text in which nothing needs a backslash. */
    PLAIN("%s", "%s"),
    /** Bytes that are no text: in base64, because text is converted on its way. */
    BYTES("%s", "FROM_BASE64(%s)"),
    /** Bits: as the number that they are. */
    BITS("CAST(%s AS UNSIGNED)", "CAST(%s AS UNSIGNED)"),
    /**
     * AUTO_INCREMENT: assigned like what is computed, because MariaDB takes a zero that LOAD DATA
     * reads as it is for no value if another column is assigned.
     */
    COUNTER("%s", "%s"),
    /** A FLOAT is worded with six digits, which is not all of it; as a DOUBLE it is. */
    FLOAT("CAST(%s AS DOUBLE)", "%s");

    private final String selected;
    private final String loaded;

    ValueForm(String selected, String loaded) {
        this.selected = selected;
        this.loaded = loaded;
    }

    /**
     * The form for a type.
     *
     * @param dataType as {@code information_schema.COLUMNS.DATA_TYPE} has it
     * @param extra as {@code information_schema.COLUMNS.EXTRA} has it
     */
    static ValueForm of(String dataType, String extra) {
        if (extra.contains("auto_increment")) {
            return COUNTER;
        }
        return switch (dataType.toLowerCase(Locale.ROOT)) {
            case "bit" -> BITS;
            case "float" -> FLOAT;
            case "tinyint",
                    "smallint",
                    "mediumint",
                    "int",
                    "bigint",
                    "decimal",
                    "double",
                    "date",
                    "datetime",
                    "timestamp",
                    "time",
                    "year" ->
                    PLAIN;
            case "binary",
                    "varbinary",
                    "tinyblob",
                    "blob",
                    "mediumblob",
                    "longblob",
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
                    BYTES;
            default -> TEXT;
        };
    }

    /** The expression that reads a column. */
    String selected(String column) {
        return selected.formatted(column);
    }

    /** The expression that makes a column's value from the text that travelled. */
    String loaded(String text) {
        return loaded.formatted(text);
    }

    /** Whether LOAD DATA may read values right into the column. */
    boolean isReadAsItIs() {
        return this == TEXT || this == PLAIN || this == FLOAT;
    }

    /** Whether its text has no tab, newline, backslash or zero byte in it. */
    boolean isPlain() {
        return this != TEXT && this != BYTES;
    }
}
