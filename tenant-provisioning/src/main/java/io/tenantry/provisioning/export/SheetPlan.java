package io.tenantry.provisioning.export;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which tables get a sheet in the workbook: the small ones, because people open it, and
 * spreadsheets hold all of it in memory.
 */
final class SheetPlan {
    static final long MOST_ROWS = 10_000;
    static final long MOST_CELLS = 200_000;
    static final long MOST_CELLS_OF_ALL = 1_000_000;
    static final int MOST_SHEETS = 200;

    /** The first sheet, which lists the tables. */
    static final String CONTENTS = "Contents";

    private static final int LONGEST_NAME = 31;
    private static final Pattern FORBIDDEN = Pattern.compile("[\\[\\]*?/\\\\:']|\\p{Cntrl}");

    private final Map<String, String> sheets = new LinkedHashMap<>();
    private final Map<String, String> refusals = new HashMap<>();
    // "History" is kept by Excel for itself.
    private final Set<String> taken = new HashSet<>(Set.of("contents", "history"));
    private long cells;

    /** Decides on the next table. */
    void add(ExportedTable table, long rows) {
        long more = (rows + 1) * table.columns().size();
        if (rows > MOST_ROWS) {
            refusals.put(table.name(), "it has more than %d rows".formatted(MOST_ROWS));
        } else if (more > MOST_CELLS) {
            refusals.put(table.name(), "it has more than %d cells".formatted(MOST_CELLS));
        } else if (cells + more > MOST_CELLS_OF_ALL || sheets.size() == MOST_SHEETS) {
            refusals.put(table.name(), "the workbook is full");
        } else {
            cells += more;
            sheets.put(table.name(), nameFor(table.name()));
        }
    }

    private String nameFor(String table) {
        String safe = FORBIDDEN.matcher(table).replaceAll("-");
        String name = shortened(safe, "");
        for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
            name = shortened(safe, "~" + i);
        }
        return name;
    }

    private static String shortened(String name, String suffix) {
        int room = LONGEST_NAME - suffix.length();
        return (name.length() <= room ? name : name.substring(0, room)) + suffix;
    }

    /** The name of a table's sheet; empty if it has none. */
    Optional<String> sheetOf(ExportedTable table) {
        return Optional.ofNullable(sheets.get(table.name()));
    }

    /** Why a table has no sheet; empty if it has one. */
    Optional<String> refusalOf(ExportedTable table) {
        return Optional.ofNullable(refusals.get(table.name()));
    }
}
