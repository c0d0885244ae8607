package io.tenantry.provisioning.backup;

import io.tenantry.provisioning.journal.OperationId;

/** A backup, and the operation that is to do something with it. */
public record RequestedBackup(Backup backup, OperationId operation) {}
