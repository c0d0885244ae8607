package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.journal.OperationId;

/** Rows that are to be brought back, and the operation that does it. */
public record RequestedRows(RowReturn rows, OperationId operation) {}
