package io.tenantry.provisioning.journal;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.server.ServerTrouble;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Why a step did not succeed, in the words of the journal.
 *
 * @param passing whether the same step may succeed a little later
 */
public record Failure(String code, String detail, boolean passing) {
    private static final int LONGEST_DETAIL = 2_000;
    private static final int LONGEST_CHAIN = 20;
    private static final String CONNECTION_CLASS = "08";
    // Too many connections (of all, of a user), lock wait, deadlock, server shutting down, killed.
    private static final Set<Integer> PASSING_CODES = Set.of(1040, 1203, 1205, 1213, 1053, 1927);

    /** Puts an exception into words. */
    public static Failure of(Exception cause) {
        Reason reason =
                cause instanceof ProvisioningException known ? known.reason() : Reason.STEP_FAILED;
        // What a statement did wrong is one thing; a server that takes none is another.
        Reason behind =
                reason == Reason.STEP_FAILED || reason == Reason.CHANGELOG_BROKEN
                        ? ServerTrouble.behind(cause).orElse(reason)
                        : reason;
        String detail =
                behind == reason
                        ? describe(cause)
                        : describe(cause) + "; " + ServerTrouble.remedy(behind);
        return new Failure(behind.code(), shortened(detail), isPassing(cause));
    }

    /** As if a step had failed for good, because an operator wants the operation back. */
    static Failure recalled(String why) {
        return new Failure(Reason.STEP_FAILED.code(), why, false);
    }

    private static String describe(Exception cause) {
        String message = Objects.requireNonNullElse(cause.getMessage(), "");
        return switch (cause) {
            case ProvisioningException _ -> message;
            case SQLException sql ->
                    "%s (error %d, SQL state %s)"
                            .formatted(message, sql.getErrorCode(), sql.getSQLState());
            default -> "%s: %s".formatted(cause.getClass().getSimpleName(), message);
        };
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL - 1) + "…";
    }

    private static boolean isPassing(Exception cause) {
        if (cause instanceof ProvisioningException known) {
            return switch (known.reason()) {
                case SERVER_UNREACHABLE, BACKUP_STORE_FAILED, SNAPSHOT_BLOCKED -> true;
                // Liquibase tells a lost connection and a wrong statement alike.
                case CHANGELOG_BROKEN -> hasPassingCause(cause);
                default -> false;
            };
        }
        return hasPassingCause(cause);
    }

    private static boolean hasPassingCause(Exception failure) {
        return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(LONGEST_CHAIN)
                .anyMatch(t -> t instanceof SQLException sql && isPassing(sql));
    }

    private static boolean isPassing(SQLException sql) {
        String state = Objects.requireNonNullElse(sql.getSQLState(), "");
        return sql instanceof SQLTransientException
                || sql instanceof SQLRecoverableException
                || state.startsWith(CONNECTION_CLASS)
                || PASSING_CODES.contains(sql.getErrorCode());
    }
}
