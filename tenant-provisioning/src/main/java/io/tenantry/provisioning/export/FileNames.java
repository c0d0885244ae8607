package io.tenantry.provisioning.export;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names of files for tables: whatever a table is called, its file can be unpacked anywhere, and
 * only there where it is unpacked.
 */
final class FileNames {
    private static final Pattern UNSAFE = Pattern.compile("[^\\p{L}\\p{N}_-]");
    // Windows has devices of these names in each folder, whatever is appended.
    private static final Pattern DEVICE =
            Pattern.compile("con|prn|aux|nul|(com|lpt)[0-9]", Pattern.CASE_INSENSITIVE);

    private final Set<String> taken = new HashSet<>();

    /** A name without an ending for a table; no other table gets it, in whatever case. */
    String next(String table) {
        String safe = UNSAFE.matcher(table).replaceAll("_");
        if (DEVICE.matcher(safe).matches()) {
            safe = "_" + safe;
        }
        String name = safe;
        for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
            name = "%s-%d".formatted(safe, i);
        }
        return name;
    }
}
