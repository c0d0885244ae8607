package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.journal.OperationId;

/** A restore, and the operation that is to do something with it. */
public record RequestedRestore(Restore restore, OperationId operation) {}
