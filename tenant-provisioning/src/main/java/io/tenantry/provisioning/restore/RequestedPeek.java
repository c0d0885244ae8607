package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.journal.OperationId;

/** A peek, and the operation that is to do something with it. */
public record RequestedPeek(Peek peek, OperationId operation) {}
