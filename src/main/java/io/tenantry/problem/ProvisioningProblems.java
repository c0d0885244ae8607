package io.tenantry.problem;

import static io.tenantry.provisioning.ProvisioningException.Reason.CHANGELOG_BROKEN;
import static io.tenantry.provisioning.ProvisioningException.Reason.SERVER_UNREACHABLE;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.check.Finding;
import io.tenantry.provisioning.check.UnfitServerException;
import io.tenantry.provisioning.journal.Failure;
import io.tenantry.provisioning.server.ServerTrouble;
import java.time.Duration;
import java.util.List;

/** Translates why provisioning could not do what it was asked. */
final class ProvisioningProblems {
    private static final Duration SHORTLY = Duration.ofSeconds(10);

    private ProvisioningProblems() {}

    static ProblemException translate(ProvisioningException failure) {
        ProvisioningException.Reason reason = reason(failure);
        ErrorCode code = code(reason);
        // Its messages are written for platform operators, the only people who may provision.
        String detail = code.status() == 500 ? code.title() : String.valueOf(failure.getMessage());
        return new ProblemException(
                code,
                detail,
                remedy(reason),
                code.status() == 503 ? SHORTLY : null,
                failure,
                faults(failure));
    }

    /** A server that fails in the middle of the changelog says nothing about the changelog. */
    private static ProvisioningException.Reason reason(ProvisioningException failure) {
        if (failure.reason() != CHANGELOG_BROKEN) {
            return failure.reason();
        }
        return Failure.of(failure).passing()
                ? SERVER_UNREACHABLE
                : ServerTrouble.behind(failure).orElse(CHANGELOG_BROKEN);
    }

    private static List<Problem.Fault> faults(ProvisioningException failure) {
        return failure instanceof UnfitServerException unfit
                ? unfit.errors().stream().map(ProvisioningProblems::fault).toList()
                : List.of();
    }

    private static Problem.Fault fault(Finding finding) {
        return new Problem.Fault(null, null, finding.code(), finding.found(), finding.remedy());
    }

    static ErrorCode code(ProvisioningException.Reason reason) {
        return switch (reason) {
            case SLUG_MALFORMED -> ErrorCode.SLUG_MALFORMED;
            case SLUG_RESERVED -> ErrorCode.SLUG_RESERVED;
            case SLUG_TAKEN -> ErrorCode.SLUG_TAKEN;
            case NAME_MALFORMED -> ErrorCode.NAME_MALFORMED;
            case PLAN_MALFORMED -> ErrorCode.PLAN_MALFORMED;
            case TENANT_UNKNOWN -> ErrorCode.TENANT_NOT_FOUND;
            case TENANT_STATE_CONFLICT -> ErrorCode.TENANT_STATE_CONFLICT;
            case TENANT_BUSY -> ErrorCode.TENANT_BUSY;
            case SETTING_UNKNOWN -> ErrorCode.SETTING_NOT_FOUND;
            case SETTING_INVALID -> ErrorCode.SETTING_INVALID;
            case REASON_MALFORMED -> ErrorCode.REASON_MALFORMED;
            case CONFIRMATION_MISMATCH -> ErrorCode.CONFIRMATION_MISMATCH;
            case SERVER_MALFORMED -> ErrorCode.SERVER_MALFORMED;
            case SERVER_TAKEN -> ErrorCode.SERVER_TAKEN;
            case SERVER_UNKNOWN -> ErrorCode.SERVER_NOT_FOUND;
            case SERVER_STATE_CONFLICT -> ErrorCode.SERVER_STATE_CONFLICT;
            case LABELS_MALFORMED -> ErrorCode.LABELS_MALFORMED;
            case NO_SERVER_AVAILABLE -> ErrorCode.NO_SERVER_AVAILABLE;
            case SERVER_UNSUPPORTED -> ErrorCode.SERVER_UNSUPPORTED;
            case SERVER_UNFIT -> ErrorCode.SERVER_UNFIT;
            case SERVER_UNREACHABLE -> ErrorCode.SERVER_UNREACHABLE;
            case SERVER_REFUSED -> ErrorCode.SERVER_REFUSED;
            case SERVER_FULL -> ErrorCode.SERVER_FULL;
            case SERVER_NOT_LOST -> ErrorCode.SERVER_NOT_LOST;
            case TENANT_DATABASE_MISSING -> ErrorCode.TENANT_DATABASE_MISSING;
            case OPERATION_UNKNOWN -> ErrorCode.OPERATION_NOT_FOUND;
            case OPERATION_NOT_RETRYABLE -> ErrorCode.OPERATION_NOT_RETRYABLE;
            case BACKUP_UNKNOWN -> ErrorCode.BACKUP_NOT_FOUND;
            case BACKUP_STATE_CONFLICT -> ErrorCode.BACKUP_STATE_CONFLICT;
            case BACKUP_LOCKED -> ErrorCode.BACKUP_LOCKED;
            case BACKUPS_OFF -> ErrorCode.BACKUPS_OFF;
            case RESTORE_UNKNOWN -> ErrorCode.RESTORE_NOT_FOUND;
            case RESTORE_STATE_CONFLICT -> ErrorCode.RESTORE_STATE_CONFLICT;
            case ENGINE_MISMATCH -> ErrorCode.ENGINE_MISMATCH;
            case RESTORE_OF_ANOTHER_RELEASE -> ErrorCode.RESTORE_OF_ANOTHER_RELEASE;
            case PEEK_UNKNOWN -> ErrorCode.PEEK_NOT_FOUND;
            case PEEK_STATE_CONFLICT -> ErrorCode.PEEK_STATE_CONFLICT;
            case PEEK_HANDED_OUT -> ErrorCode.PEEK_HANDED_OUT;
            case ROWS_MALFORMED -> ErrorCode.ROWS_MALFORMED;
            case ROWS_TOO_MANY -> ErrorCode.ROWS_TOO_MANY;
            case ROWS_REFUSED -> ErrorCode.ROWS_REFUSED;
            case BACKUP_STORE_FAILED -> ErrorCode.BACKUP_STORE_FAILED;
            case RECOVERY_GAP -> ErrorCode.RECOVERY_GAP;
            case RECOVERY_BEHIND -> ErrorCode.RECOVERY_BEHIND;
            case TIME_IN_FUTURE -> ErrorCode.TIME_IN_FUTURE;
            case TIME_BEFORE_BACKUPS -> ErrorCode.TIME_BEFORE_BACKUPS;
            case EXPORT_UNKNOWN -> ErrorCode.EXPORT_NOT_FOUND;
            case EXPORT_EXPIRED -> ErrorCode.EXPORT_EXPIRED;
            case EXPORT_STATE_CONFLICT -> ErrorCode.EXPORT_STATE_CONFLICT;
            case EXPORT_AT_WORK -> ErrorCode.EXPORT_AT_WORK;
            case EXPORT_LIMIT -> ErrorCode.LIMIT_REACHED;
            case MIGRATION_UNKNOWN -> ErrorCode.MIGRATION_NOT_FOUND;
            case MIGRATION_STATE_CONFLICT -> ErrorCode.MIGRATION_STATE_CONFLICT;
            case MIGRATION_MALFORMED -> ErrorCode.MIGRATION_MALFORMED;
            case MIGRATION_DESTRUCTIVE -> ErrorCode.MIGRATION_DESTRUCTIVE;
            case ROLLBACK_IMPOSSIBLE -> ErrorCode.ROLLBACK_IMPOSSIBLE;
            case ROLLBACK_OF_ANOTHER_RELEASE -> ErrorCode.ROLLBACK_OF_ANOTHER_RELEASE;
            case CHANGELOG_BROKEN -> ErrorCode.CHANGELOG_BROKEN;
            case SCHEMA_MISMATCH,
                    SCHEMA_DRIFTED,
                    SNAPSHOT_UNSUPPORTED,
                    SNAPSHOT_BLOCKED,
                    COPY_MISMATCH,
                    BACKUP_DAMAGED,
                    BACKUP_FORMAT_UNKNOWN,
                    REPLAY_FAILED,
                    STEP_FAILED ->
                    ErrorCode.INTERNAL_ERROR;
        };
    }

    private static String remedy(ProvisioningException.Reason reason) {
        return switch (reason) {
            case SLUG_MALFORMED ->
                    "Use 3 to 40 lower-case letters, digits and hyphens, beginning with a letter.";
            case SLUG_RESERVED, SLUG_TAKEN -> "Choose another slug.";
            case NAME_MALFORMED -> "Use 1 to 200 characters without control characters.";
            case PLAN_MALFORMED -> "Use 1 to 40 lower-case letters, digits and hyphens.";
            case TENANT_UNKNOWN -> "Compare with GET /api/v1/platform/tenants.";
            case TENANT_STATE_CONFLICT -> "Look at the tenant's state, and at its operations.";
            case TENANT_BUSY -> "Follow that operation, and ask again when it has ended.";
            case SETTING_UNKNOWN -> "Compare with GET /api/v1/platform/settings.";
            case SETTING_INVALID -> "Send a value that the setting takes.";
            case REASON_MALFORMED -> "Use at most 500 characters on one line.";
            case CONFIRMATION_MISMATCH -> "Send the slug of the tenant that you mean.";
            case SERVER_MALFORMED -> "Correct the server's name, host, port or accounts.";
            case SERVER_TAKEN -> "Choose another name for the server.";
            case SERVER_UNKNOWN -> "Compare with GET /api/v1/platform/servers.";
            case SERVER_STATE_CONFLICT -> "Read the server's state and decide anew.";
            case LABELS_MALFORMED ->
                    "Use at most 32 labels of letters, digits, dots, hyphens and underscores.";
            case NO_SERVER_AVAILABLE ->
                    "Add a database server, activate one, raise a capacity, or wish for less.";
            case SERVER_UNSUPPORTED -> "Upgrade the database server.";
            case SERVER_UNFIT -> "Mend what errors names, then check the server again.";
            case SERVER_UNREACHABLE -> "Check that the database server runs and can be reached.";
            case SERVER_REFUSED ->
                    "Check the admin account's password, then the server: the check says what to grant.";
            case SERVER_NOT_LOST ->
                    "Restore side by side onto the other server, or stop the lost one for good first.";
            case SERVER_FULL -> "Make room on the database server.";
            case TENANT_DATABASE_MISSING ->
                    "Restore a backup of the database, or delete and purge the tenant.";
            case OPERATION_UNKNOWN -> "Check the operation's id.";
            case OPERATION_NOT_RETRYABLE -> "Only a failed operation can be tried again.";
            case BACKUP_UNKNOWN -> "Compare with the tenant's backups.";
            case BACKUP_STATE_CONFLICT -> "Read the backup's state and decide anew.";
            case BACKUP_LOCKED -> "Remove it after the time until which it is locked.";
            case RECOVERY_GAP, TIME_BEFORE_BACKUPS ->
                    "Compare with GET /api/v1/platform/tenants/{tenant}/recovery.";
            case RECOVERY_BEHIND -> "See why with GET /api/v1/platform/recovery.";
            case TIME_IN_FUTURE -> "Send a time that has passed.";
            case BACKUPS_OFF -> "Configure where backups are kept: tenantry.provisioning.backups.";
            case RESTORE_UNKNOWN -> "Compare with the tenant's restores.";
            case RESTORE_STATE_CONFLICT -> "Read the restore's state and decide anew.";
            case ENGINE_MISMATCH ->
                    "Name a server of the backup's engine, of the same release or a later one.";
            case RESTORE_OF_ANOTHER_RELEASE ->
                    "Migrate the tenant to the release that is asked, or ask another replica.";
            case PEEK_UNKNOWN -> "Compare with the tenant's peeks.";
            case PEEK_STATE_CONFLICT -> "Read the peek's state and decide anew.";
            case PEEK_HANDED_OUT -> "Open another peek.";
            case ROWS_MALFORMED -> "Compare with the tables that the tenant's database has.";
            case ROWS_TOO_MANY -> "Narrow the filter, or restore the backup.";
            case ROWS_REFUSED -> "Bring back first what the rows refer to.";
            case BACKUP_STORE_FAILED -> "Check that the store of backups can be reached.";
            case EXPORT_UNKNOWN -> "Compare with the tenant's exports.";
            case EXPORT_EXPIRED -> "Ask for another export.";
            case EXPORT_STATE_CONFLICT -> "Read the export's state and decide anew.";
            case EXPORT_AT_WORK -> "Wait until it is ready.";
            case EXPORT_LIMIT -> "Delete an export, or wait until one expires.";
            case MIGRATION_UNKNOWN -> "Compare with GET /api/v1/platform/migrations.";
            case MIGRATION_STATE_CONFLICT -> "Read the migration's state and decide anew.";
            case MIGRATION_MALFORMED -> "Correct the settings; each says its range.";
            case MIGRATION_DESTRUCTIVE ->
                    "Read the plan; if that is what you want, send \"destructive\": true.";
            case ROLLBACK_IMPOSSIBLE ->
                    "Write a changeset that undoes it, and migrate to the release that has it.";
            case ROLLBACK_OF_ANOTHER_RELEASE ->
                    "Ask a replica of the release that the migration was started on.";
            case CHANGELOG_BROKEN ->
                    "Mend the changeset that the detail names, and deploy the release that has it.";
            case SCHEMA_MISMATCH,
                    SCHEMA_DRIFTED,
                    SNAPSHOT_UNSUPPORTED,
                    SNAPSHOT_BLOCKED,
                    COPY_MISMATCH,
                    BACKUP_DAMAGED,
                    BACKUP_FORMAT_UNKNOWN,
                    REPLAY_FAILED,
                    STEP_FAILED ->
                    "Look for the requestId in the service's log.";
        };
    }
}
