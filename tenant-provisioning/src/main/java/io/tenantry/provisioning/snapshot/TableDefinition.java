package io.tenantry.provisioning.snapshot;

import io.tenantry.provisioning.server.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A statement that makes a table, taken apart: indexes are built faster once the rows are there.
 *
 * @param name the table's
 * @param first the statement that makes the table without the rest
 * @param fullTexts full-text indexes, of which a table takes one at a time
 * @param indexes all others but the primary key
 * @param foreignKeys for when all tables have their indexes
 */
record TableDefinition(
        String name,
        String first,
        List<String> fullTexts,
        List<String> indexes,
        List<String> foreignKeys) {
    private static final Pattern FULL_TEXT =
            Pattern.compile("FULLTEXT (KEY|INDEX) .*", Pattern.DOTALL);
    private static final Pattern INDEX =
            Pattern.compile("(UNIQUE |SPATIAL )?(KEY|INDEX) .*", Pattern.DOTALL);
    private static final Pattern FOREIGN_KEY =
            Pattern.compile("(CONSTRAINT (`[^`]*`)+ )?FOREIGN KEY .*", Pattern.DOTALL);
    private static final Pattern PRIMARY_KEY =
            Pattern.compile("PRIMARY KEY (USING \\w+ )?\\((`(?:[^`]|``)*`).*", Pattern.DOTALL);
    private static final Pattern COUNTER =
            Pattern.compile("(`(?:[^`]|``)*`) .* AUTO_INCREMENT\\b.*", Pattern.DOTALL);

    /** Of a table that is made at once. */
    static TableDefinition whole(Table table) {
        return new TableDefinition(
                table.name(), table.definition(), List.of(), List.of(), List.of());
    }

    /**
     * Of a table that gets its indexes later, if it can be made without.
     *
     * @param table as {@code SHOW CREATE TABLE} words it
     */
    static TableDefinition apart(Table table) {
        String definition = table.definition();
        int open = definition.indexOf('(');
        Parts parts = Parts.of(definition, open);
        List<String> kept = new ArrayList<>();
        List<String> fullTexts = new ArrayList<>();
        List<String> indexes = new ArrayList<>();
        List<String> foreignKeys = new ArrayList<>();
        for (String part : parts.parts()) {
            if (FOREIGN_KEY.matcher(part).matches()) {
                foreignKeys.add(part);
            } else if (FULL_TEXT.matcher(part).matches()) {
                fullTexts.add(part);
            } else if (INDEX.matcher(part).matches()) {
                indexes.add(part);
            } else {
                kept.add(part);
            }
        }
        return needsItsIndexes(kept)
                ? whole(table)
                : new TableDefinition(
                        table.name(),
                        definition.substring(0, open + 1)
                                + String.join(", ", kept)
                                + definition.substring(parts.end()),
                        fullTexts,
                        indexes,
                        foreignKeys);
    }

    /** A counter has to be the first column of an index from the beginning. */
    private static boolean needsItsIndexes(List<String> kept) {
        for (String part : kept) {
            var counter = COUNTER.matcher(part);
            if (counter.matches()
                    && kept.stream().noneMatch(key -> begins(key, counter.group(1)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean begins(String part, String column) {
        var key = PRIMARY_KEY.matcher(part);
        return key.matches() && key.group(2).equals(column);
    }

    /** The statements that add the indexes, in their order. */
    List<String> additions() {
        List<String> statements = new ArrayList<>();
        // First: the first of them makes InnoDB write the whole table anew.
        fullTexts.forEach(index -> statements.add(alter(List.of(index))));
        if (!indexes.isEmpty()) {
            statements.add(alter(indexes));
        }
        return statements;
    }

    /** The statements that add the foreign keys. */
    List<String> constraints() {
        return foreignKeys.isEmpty() ? List.of() : List.of(alter(foreignKeys));
    }

    private String alter(List<String> parts) {
        return "ALTER TABLE %s ADD %s"
                .formatted(Identifiers.quoted(name), String.join(", ADD ", parts));
    }

    /**
     * What stands between a pair of brackets, parted at its commas.
     *
     * @param end where the closing bracket is
     */
    private record Parts(List<String> parts, int end) {
        static Parts of(String text, int open) {
            List<String> parts = new ArrayList<>();
            int from = open + 1;
            int depth = 1;
            for (int i = open + 1; i < text.length(); i++) {
                char c = text.charAt(i);
                switch (c) {
                    case '\'', '"', '`' -> i = endOfQuoted(text, i);
                    case '(' -> depth++;
                    case ')' -> depth--;
                    default -> {}
                }
                if (depth == 0 || (c == ',' && depth == 1)) {
                    parts.add(text.substring(from, i).strip());
                    from = i + 1;
                }
                if (depth == 0) {
                    return new Parts(parts, i);
                }
            }
            throw new IllegalArgumentException("no definition of a table: " + text);
        }

        /** A doubled quote ends one text and begins the next, which comes to the same. */
        private static int endOfQuoted(String text, int begin) {
            char quote = text.charAt(begin);
            for (int i = begin + 1; i < text.length(); i++) {
                if (text.charAt(i) == '\\' && quote != '`') {
                    i++;
                } else if (text.charAt(i) == quote) {
                    return i;
                }
            }
            throw new IllegalArgumentException("a text without an end: " + text);
        }
    }
}
