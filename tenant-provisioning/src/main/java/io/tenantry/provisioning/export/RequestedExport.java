package io.tenantry.provisioning.export;

import io.tenantry.provisioning.journal.OperationId;

/** An export, and the operation that is to do something with it. */
public record RequestedExport(Export export, OperationId operation) {}
