package io.tenantry.provisioning.drill;

import io.tenantry.provisioning.journal.OperationId;

/** A drill, and the operation that is it. */
public record RequestedDrill(Drill drill, OperationId operation) {}
