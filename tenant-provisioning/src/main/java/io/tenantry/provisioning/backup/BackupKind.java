package io.tenantry.provisioning.backup;

import io.tenantry.provisioning.journal.OperationKind;
import io.tenantry.provisioning.journal.Step;
import java.util.List;
import java.util.Optional;

/**
 * An operation on a backup, of one step. It does not keep other operations off the tenant.
 *
 * @param isReversible whether a failure removes what was made
 */
public record BackupKind(String name, Step<BackupWish> step, boolean isReversible)
        implements OperationKind<BackupWish> {
    /** The kind of the operation that makes a backup. */
    public static final String CREATE = "backup.create";

    /** The kind of the operation that reads a backup and compares it. */
    public static final String VERIFY = "backup.verify";

    /** The kind of the operation that removes a backup. */
    public static final String DELETE = "backup.delete";

    /** The kind of the operation that has the store keep a backup. */
    public static final String LOCK = "backup.lock";

    /** The kind of the operation that removes what locks kept beyond a tenant. */
    public static final String CLEAR = "backup.clear";

    @Override
    public Class<BackupWish> inputType() {
        return BackupWish.class;
    }

    @Override
    public List<String> plan(BackupWish input) {
        return List.of(step.name());
    }

    @Override
    public Optional<Step<BackupWish>> step(String wanted) {
        return wanted.equals(step.name()) ? Optional.of(step) : Optional.empty();
    }
}
