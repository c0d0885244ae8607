package io.tenantry.provisioning.binlog;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a statement's session was like, as far as it matters to what the statement does. */
final class StatusVariables {
    private static final int FLAGS = 0;
    private static final int SQL_MODE = 1;
    private static final int CATALOG = 2;
    private static final int AUTO_INCREMENT = 3;
    private static final int CHARSET = 4;
    private static final int TIME_ZONE = 5;
    private static final int CATALOG_WITHOUT_END = 6;
    private static final int LC_TIME_NAMES = 7;
    private static final int CHARSET_OF_DATABASE = 8;
    private static final int TABLE_MAP_FOR_UPDATE = 9;
    private static final int DATA_WRITTEN = 10;
    private static final int INVOKER = 11;
    private static final int UPDATED_DATABASES = 12;
    private static final int MICROSECONDS = 13;
    private static final int EXPLICIT_DEFAULTS = 16;
    private static final int DDL_XID = 17;
    private static final int UTF8MB4_COLLATION = 18;
    private static final int REQUIRE_PRIMARY_KEY = 19;
    private static final int TABLE_ENCRYPTION = 20;
    private static final int MARIADB_MICROSECONDS = 128;
    private static final int MARIADB_XID = 129;
    private static final int MARIADB_GTID_FLAGS = 130;
    private static final int MARIADB_COLLATIONS = 131;

    private static final int TOO_MANY_DATABASES = 254;
    private static final long NO_FOREIGN_KEY_CHECKS = 1L << 26;
    private static final long RELAXED_UNIQUE_CHECKS = 1L << 27;
    private static final Set<Integer> LATIN1 = Set.of(5, 8, 15, 31, 47, 48, 49, 94);
    private static final Pattern ZONE = Pattern.compile("[A-Za-z0-9_+:/-]{1,64}");

    private final Map<String, String> settings = new LinkedHashMap<>();
    private final List<String> updated = new ArrayList<>();
    private Charset charset = StandardCharsets.UTF_8;
    private long micros;
    private boolean inTwoPhases;

    private StatusVariables() {}

    static StatusVariables read(ByteBuffer in) {
        StatusVariables session = new StatusVariables();
        while (in.hasRemaining() && session.readOne(in.get() & 0xff, in)) {
            // One after another.
        }
        return session;
    }

    /** False for one whose length is not known: what comes behind it cannot be read. */
    private boolean readOne(int code, ByteBuffer in) {
        switch (code) {
            case FLAGS -> flags(in.getInt());
            case SQL_MODE -> set("sql_mode", Long.toUnsignedString(in.getLong()));
            case AUTO_INCREMENT -> {
                set("auto_increment_increment", number(in));
                set("auto_increment_offset", number(in));
            }
            case CHARSET -> charset(in);
            case TIME_ZONE -> timeZone(in);
            case LC_TIME_NAMES -> set("lc_time_names", number(in));
            case UPDATED_DATABASES -> updatedDatabases(in);
            case MICROSECONDS, MARIADB_MICROSECONDS ->
                    micros = (in.getShort() & 0xffff) | (in.get() & 0xff) << 16;
            case MARIADB_GTID_FLAGS -> gtidFlags(in.get());
            case MARIADB_COLLATIONS -> collations(in);
            default -> {
                return skip(code, in);
            }
        }
        return true;
    }

    private static boolean skip(int code, ByteBuffer in) {
        int length =
                switch (code) {
                    case CATALOG -> (in.get() & 0xff) + 1;
                    case CATALOG_WITHOUT_END -> in.get() & 0xff;
                    case INVOKER -> {
                        int user = in.get() & 0xff;
                        in.position(in.position() + user);
                        yield in.get() & 0xff;
                    }
                    case TABLE_MAP_FOR_UPDATE, DDL_XID, MARIADB_XID -> Long.BYTES;
                    case DATA_WRITTEN -> Integer.BYTES;
                    case CHARSET_OF_DATABASE, UTF8MB4_COLLATION -> Short.BYTES;
                    case EXPLICIT_DEFAULTS, REQUIRE_PRIMARY_KEY, TABLE_ENCRYPTION -> 1;
                    default -> -1;
                };
        if (length >= 0) {
            in.position(in.position() + length);
        }
        return length >= 0;
    }

    private void set(String name, String value) {
        settings.put(name, value);
    }

    private static String number(ByteBuffer in) {
        return Integer.toString(in.getShort() & 0xffff);
    }

    private void flags(int flags) {
        set("foreign_key_checks", (flags & NO_FOREIGN_KEY_CHECKS) != 0 ? "0" : "1");
        set("unique_checks", (flags & RELAXED_UNIQUE_CHECKS) != 0 ? "0" : "1");
    }

    /** The text is sent again as UTF-8, so the client's own is not among the settings. */
    private void charset(ByteBuffer in) {
        if (LATIN1.contains(in.getShort() & 0xffff)) {
            charset = Charset.forName("windows-1252");
        }
        set("collation_connection", number(in));
        set("collation_server", number(in));
    }

    private void timeZone(ByteBuffer in) {
        byte[] name = new byte[in.get() & 0xff];
        in.get(name);
        String zone = new String(name, StandardCharsets.US_ASCII);
        if (!ZONE.matcher(zone).matches()) {
            throw new UnreadableLogException("a time zone that has no name");
        }
        set("time_zone", "'%s'".formatted(zone));
    }

    private void updatedDatabases(ByteBuffer in) {
        int count = in.get() & 0xff;
        for (int i = 0; count != TOO_MANY_DATABASES && i < count; i++) {
            StringBuilder name = new StringBuilder();
            for (byte each = in.get(); each != 0; each = in.get()) {
                name.append((char) each);
            }
            updated.add(name.toString());
        }
    }

    private void gtidFlags(byte flags) {
        inTwoPhases = flags != 0;
    }

    private void collations(ByteBuffer in) {
        List<Integer> ids = new ArrayList<>();
        for (int left = in.get() & 0xff; left > 0; left--) {
            in.getShort();
            ids.add(in.getShort() & 0xffff);
        }
        if (!ids.isEmpty()) {
            set(
                    "character_set_collations",
                    """
                    (SELECT GROUP_CONCAT(CONCAT(CHARACTER_SET_NAME, '=', FULL_COLLATION_NAME))
                     FROM information_schema.COLLATION_CHARACTER_SET_APPLICABILITY
                     WHERE ID IN (%s))
                    """
                            .formatted(
                                    ids.stream()
                                            .map(String::valueOf)
                                            .collect(Collectors.joining(", "))));
        }
    }

    /**
     * As {@code SET SESSION} takes them, in this order: names and values are of closed forms.
     *
     * @param time the statement's, in whole seconds
     */
    Map<String, String> settings(Instant time) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("timestamp", "%d.%06d".formatted(time.getEpochSecond(), micros));
        return all;
    }

    /** What the statement's text is written in. */
    Charset charset() {
        return charset;
    }

    /** The databases that it changes, as MySQL says; empty if it does not say. */
    List<String> updated() {
        return updated;
    }

    /** Whether it is one of two events of one change of a table, which MariaDB can make of it. */
    boolean isInTwoPhases() {
        return inTwoPhases;
    }
}
