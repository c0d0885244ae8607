package io.tenantry.provisioning;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Provisioning could not do what it was asked, and why.
 *
 * <p>The message says what happened and what to do. It may be shown to operators and is journaled;
 * it names tenants, servers and databases, never a secret.
 */
public class ProvisioningException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why, as a closed list; the edge of a service maps each to a status and a stable code. */
    public enum Reason {
        /** The text is not a slug. */
        SLUG_MALFORMED,
        /** The slug is kept for the platform itself. */
        SLUG_RESERVED,
        /** A living tenant has the slug. */
        SLUG_TAKEN,
        /** The tenant's name is blank, too long or has control characters. */
        NAME_MALFORMED,
        /** The text is not a plan's code. */
        PLAN_MALFORMED,
        /** No tenant has that id or slug. */
        TENANT_UNKNOWN,
        /** The tenant's state does not allow what is asked. */
        TENANT_STATE_CONFLICT,
        /** An operation is at work on the tenant. */
        TENANT_BUSY,
        /** No setting has that name. */
        SETTING_UNKNOWN,
        /** The value is not one that the setting takes. */
        SETTING_INVALID,
        /** A reason is longer than 500 characters, or has control characters. */
        REASON_MALFORMED,
        /** The slug that confirms what cannot be undone is not the tenant's. */
        CONFIRMATION_MISMATCH,
        /** A server's name, host, port or account is not of the form asked for. */
        SERVER_MALFORMED,
        /** The name belongs to another server. */
        SERVER_TAKEN,
        /** No database server has that name. */
        SERVER_UNKNOWN,
        /** A database server in its state cannot come into the wanted one. */
        SERVER_STATE_CONFLICT,
        /** The text is not a label's name or value, or there are too many labels. */
        LABELS_MALFORMED,
        /** No database server takes the tenant. */
        NO_SERVER_AVAILABLE,
        /** The database server is of a release that may hold no tenant. */
        SERVER_UNSUPPORTED,
        /** The check of the database server found errors. */
        SERVER_UNFIT,
        /** The database server does not answer. */
        SERVER_UNREACHABLE,
        /** A server that is said to be lost answers. */
        SERVER_NOT_LOST,
        /** The database server refused the admin account, or a right that it needs. */
        SERVER_REFUSED,
        /** The database server has no room left. */
        SERVER_FULL,
        /** A tenant's database is not on its server any more. */
        TENANT_DATABASE_MISSING,
        /** The changelog cannot be read, or the database refused one of its statements. */
        CHANGELOG_BROKEN,
        /** A database does not look as its changelog says. */
        SCHEMA_MISMATCH,
        /** A database does not look as the version says that it is believed to have. */
        SCHEMA_DRIFTED,
        /** A database has tables that cannot be read as of one moment. */
        SNAPSHOT_UNSUPPORTED,
        /** A long transaction kept a snapshot from having its moment. */
        SNAPSHOT_BLOCKED,
        /** A database cannot go to a server of another engine. */
        ENGINE_MISMATCH,
        /** The copy of a database is not like the original. */
        COPY_MISMATCH,
        /** No backup of the tenant has that id. */
        BACKUP_UNKNOWN,
        /** The backup's state does not allow what is asked. */
        BACKUP_STATE_CONFLICT,
        /** What is stored of a backup is not what was written. */
        BACKUP_DAMAGED,
        /** A newer release wrote the backup, in a form that this one does not know. */
        BACKUP_FORMAT_UNKNOWN,
        /** The backup is locked: it may not be removed yet. */
        BACKUP_LOCKED,
        /** The store of backups cannot be read, or written to. */
        BACKUP_STORE_FAILED,
        /** No store of backups is configured. */
        BACKUPS_OFF,
        /** Something in between cannot be replayed, or is not archived. */
        RECOVERY_GAP,
        /** The server's log is not archived up to that time yet. */
        RECOVERY_BEHIND,
        /** A time to go back to that has not come yet. */
        TIME_IN_FUTURE,
        /** No backup of the tenant is as old as that. */
        TIME_BEFORE_BACKUPS,
        /** A database refused an archived change. */
        REPLAY_FAILED,
        /** The tenant has no such restore. */
        RESTORE_UNKNOWN,
        /** The restore's state does not allow what is asked. */
        RESTORE_STATE_CONFLICT,
        /** The tenant has no such peek. */
        PEEK_UNKNOWN,
        /** The peek's state, or where it lies, does not allow what is asked. */
        PEEK_STATE_CONFLICT,
        /** The password of the peek was shown before. */
        PEEK_HANDED_OUT,
        /** The table, a column or a value is not one that rows can be found by. */
        ROWS_MALFORMED,
        /** More rows are asked for than are brought back at once. */
        ROWS_TOO_MANY,
        /** The tenant's database does not take the rows. */
        ROWS_REFUSED,
        /** The release that is asked cannot bring the backup to the tenant's schema version. */
        RESTORE_OF_ANOTHER_RELEASE,
        /** No export of the tenant has that id. */
        EXPORT_UNKNOWN,
        /** The export's time is over. */
        EXPORT_EXPIRED,
        /** The export's state does not allow what is asked. */
        EXPORT_STATE_CONFLICT,
        /** An export of the tenant is being made. */
        EXPORT_AT_WORK,
        /** The tenant has as many exports as are kept at once. */
        EXPORT_LIMIT,
        /** No migration has that id. */
        MIGRATION_UNKNOWN,
        /** The migration's state does not allow what is asked. */
        MIGRATION_STATE_CONFLICT,
        /** A setting of a migration is out of its range. */
        MIGRATION_MALFORMED,
        /** A migration would destroy data, and whoever asked for it has not said that it may. */
        MIGRATION_DESTRUCTIVE,
        /** There is no way back: a changeset has no rollback, or it leads elsewhere. */
        ROLLBACK_IMPOSSIBLE,
        /** The release that is asked does not carry the version that a rollback leaves. */
        ROLLBACK_OF_ANOTHER_RELEASE,
        /** No operation has that id. */
        OPERATION_UNKNOWN,
        /** The operation has not failed, so there is nothing to retry. */
        OPERATION_NOT_RETRYABLE,
        /** A step of an operation failed for another reason. */
        STEP_FAILED;

        /** The form that the journal stores: lower case. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Reason reason;

    public ProvisioningException(Reason reason, String message) {
        this(reason, message, null);
    }

    public ProvisioningException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
