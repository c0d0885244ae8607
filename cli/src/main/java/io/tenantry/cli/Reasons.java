package io.tenantry.cli;

import io.tenantry.provisioning.ProvisioningException.Reason;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What provisioning's reasons mean to an operator at a prompt. */
public final class Reasons {
    private Reasons() {}

    /**
     * What the process ends with whose operation failed.
     *
     * @param code as the journal has it; null if it has none
     */
    public static ExitCode exitOfOperation(@Nullable String code) {
        return Arrays.stream(Reason.values())
                .filter(reason -> reason.code().equals(code))
                .map(Reasons::exit)
                .filter(exit -> exit == ExitCode.UNSOUND)
                .findFirst()
                .orElse(ExitCode.NOT_DONE);
    }

    /** What the process ends with. */
    static ExitCode exit(Reason reason) {
        return switch (reason) {
            case TENANT_UNKNOWN,
                    BACKUP_UNKNOWN,
                    RESTORE_UNKNOWN,
                    PEEK_UNKNOWN,
                    EXPORT_UNKNOWN,
                    SERVER_UNKNOWN,
                    MIGRATION_UNKNOWN,
                    OPERATION_UNKNOWN,
                    SETTING_UNKNOWN ->
                    ExitCode.NOT_FOUND;
            case SLUG_MALFORMED,
                    SLUG_RESERVED,
                    NAME_MALFORMED,
                    PLAN_MALFORMED,
                    REASON_MALFORMED,
                    SERVER_MALFORMED,
                    LABELS_MALFORMED,
                    MIGRATION_MALFORMED,
                    ROWS_MALFORMED,
                    SETTING_INVALID ->
                    ExitCode.USAGE;
            case BACKUPS_OFF, SERVER_REFUSED -> ExitCode.CONFIGURATION;
            case SERVER_UNREACHABLE, BACKUP_STORE_FAILED -> ExitCode.UNREACHABLE;
            case BACKUP_DAMAGED, SERVER_UNFIT, SERVER_UNSUPPORTED, COPY_MISMATCH ->
                    ExitCode.UNSOUND;
            case MIGRATION_DESTRUCTIVE, CONFIRMATION_MISMATCH -> ExitCode.NOT_CONFIRMED;
            case CHANGELOG_BROKEN, STEP_FAILED -> ExitCode.FAILED;
            default -> ExitCode.CONFLICT;
        };
    }

    /** What to do; null where the message says it all. */
    static @Nullable String advice(Reason reason) {
        return switch (reason) {
            case TENANT_UNKNOWN -> "tenantry tenant list shows those there are.";
            case BACKUP_UNKNOWN -> "tenantry backup list SLUG shows those there are.";
            case SERVER_UNKNOWN -> "tenantry server list shows those there are.";
            case OPERATION_UNKNOWN -> "tenantry operation list shows those there are.";
            case MIGRATION_UNKNOWN -> "tenantry migrate status shows those there are.";
            case TENANT_STATE_CONFLICT ->
                    "tenantry tenant show SLUG tells the state that it is in.";
            case TENANT_BUSY ->
                    "Wait for that operation, or look at it: tenantry operation list --state running.";
            case SLUG_TAKEN ->
                    "Choose another slug; that of a deleted tenant stays taken until it is purged.";
            case BACKUPS_OFF -> "Set tenantry.provisioning.backups where the server has it.";
            case SERVER_UNREACHABLE, SERVER_REFUSED -> "tenantry server check NAME tells more.";
            case SERVER_NOT_LOST -> "tenantry restore SLUG --server SERVER moves it side by side.";
            case NO_SERVER_AVAILABLE -> "tenantry server list tells which take tenants.";
            case BACKUP_DAMAGED ->
                    "Restore another backup, and find out what happened to the store.";
            case TIME_IN_FUTURE, TIME_BEFORE_BACKUPS, RECOVERY_GAP ->
                    "Choose another moment, or a backup: tenantry backup list SLUG.";
            case MIGRATION_DESTRUCTIVE -> "Give --destructive if the data may go.";
            case OPERATION_NOT_RETRYABLE -> "tenantry operation show ID tells its state.";
            default -> null;
        };
    }
}
