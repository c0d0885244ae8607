package io.tenantry.provisioning.server;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a database server's error says beyond the statement that it refused: the numbers are the
 * same on MySQL and MariaDB.
 */
public final class ServerTrouble {
    // Of an account: no access to the database, to a table, to a column, a global right, a routine;
    // the last: no trigger or function where there is a binary log, for want of SUPER or a setting.
    private static final Set<Integer> RIGHTS = Set.of(1044, 1142, 1143, 1227, 1370, 1419);
    // The last: MySQL found no page for a new table's entry in its tablespace.
    private static final Set<Integer> FULL = Set.of(1021, 1114, 3664);
    private static final int UNKNOWN_DATABASE = 1049;
    // MariaDB says so of any table of a database that is not there.
    private static final int UNKNOWN_TABLE = 1146;
    // As servers word it: "Got error 28", "(errno: 28 - No space left on device)", "(errno: 135 "No
    // more room in record file")".
    private static final Pattern NO_SPACE =
            Pattern.compile("\\b(?:errno|errcode|error):? (?:28|135)\\b", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST_CHAIN = 20;

    private ServerTrouble() {}

    /** What stands behind a failure, if it is more than a statement that was refused. */
    public static Optional<Reason> behind(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(LONGEST_CHAIN)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .flatMap(sql -> reason(sql).stream())
                .findFirst();
    }

    private static Optional<Reason> reason(SQLException sql) {
        int code = sql.getErrorCode();
        if (RIGHTS.contains(code)) {
            return Optional.of(Reason.SERVER_REFUSED);
        }
        if (code == UNKNOWN_DATABASE) {
            return Optional.of(Reason.TENANT_DATABASE_MISSING);
        }
        String message = Objects.requireNonNullElse(sql.getMessage(), "");
        return FULL.contains(code) || NO_SPACE.matcher(message).find()
                ? Optional.of(Reason.SERVER_FULL)
                : Optional.empty();
    }

    /** What to do about it, as the end of a sentence; empty if that is another's to say. */
    public static String remedy(Reason reason) {
        return switch (reason) {
            case SERVER_REFUSED ->
                    "the server's admin account lacks a right: check the server, which says what to grant or to set, then try again";
            case SERVER_FULL -> "the server has no room left: make some, then try again";
            case TENANT_DATABASE_MISSING ->
                    "somebody dropped the database: restore a backup of it, or delete and purge the tenant";
            default -> "";
        };
    }

    /**
     * Whether a statement on a database was refused because there is no such database.
     *
     * @param admin a connection to its server
     */
    public static boolean isMissing(AdminConnection admin, DatabaseName database, SQLException why)
            throws SQLException {
        return switch (why.getErrorCode()) {
            case UNKNOWN_DATABASE -> true;
            case UNKNOWN_TABLE ->
                    admin.texts(
                                    "SELECT 1 FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ?",
                                    database.value())
                            .isEmpty();
            default -> false;
        };
    }

    private static ProvisioningException missing(DatabaseName database, SQLException why) {
        return new ProvisioningException(
                Reason.TENANT_DATABASE_MISSING,
                "there is no database %s on its server; %s"
                        .formatted(database, remedy(Reason.TENANT_DATABASE_MISSING)),
                why);
    }

    /**
     * A refusal, to be thrown on, unless it means that the database is missing.
     *
     * @throws ProvisioningException with {@link Reason#TENANT_DATABASE_MISSING} if it does
     */
    public static SQLException explained(
            AdminConnection admin, DatabaseName database, SQLException why) {
        try {
            if (isMissing(admin, database, why)) {
                throw missing(database, why);
            }
        } catch (SQLException notAsked) {
            why.addSuppressed(notAsked);
        }
        return why;
    }
}
