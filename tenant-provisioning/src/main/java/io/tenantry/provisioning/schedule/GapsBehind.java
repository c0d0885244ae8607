package io.tenantry.provisioning.schedule;

/**
 * SQL on gaps in the archived logs and what they are to a backup; as {@code Gap} in the room {@code
 * binlog} has it.
 */
final class GapsBehind {
    /** A gap {@code g} is in the way of whoever goes on from a backup {@code b}. */
    private static final String BEHIND =
            """
            (g.to_time >= b.taken_at
             OR (g.to_time >= b.taken_at - INTERVAL 2 SECOND
                 AND (CAST(SUBSTRING_INDEX(g.file, '.', -1) AS UNSIGNED), g.position)
                  >= (CAST(SUBSTRING_INDEX(b.binlog_file, '.', -1) AS UNSIGNED), b.binlog_position)))
            """;

    private GapsBehind() {}

    /** When the first begins of what is behind a backup {@code b}: of its server, or of all it. */
    static String first(String databaseName) {
        return select("MIN(g.from_time)", databaseName, BEHIND);
    }

    /** When the last ended that is before a backup {@code b}. */
    static String lastBefore(String databaseName) {
        return select("MAX(g.to_time)", databaseName, "NOT " + BEHIND);
    }

    private static String select(String what, String databaseName, String condition) {
        return "(SELECT %s FROM binlog_gaps g WHERE g.server_id = b.server_id AND g.database_name = %s AND %s)"
                .formatted(what, databaseName, condition);
    }
}
