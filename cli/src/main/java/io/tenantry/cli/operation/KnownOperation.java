package io.tenantry.cli.operation;

import io.tenantry.cli.Session;
import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.journal.Operation;
import io.tenantry.provisioning.journal.OperationId;

/** An operation by the id that somebody typed. */
final class KnownOperation {
    private KnownOperation() {}

    static Operation demand(Session session, String id) {
        return OperationId.parse(id)
                .flatMap(session.control().operations()::find)
                .orElseThrow(() ->
                        new ProvisioningException(
                                Reason.OPERATION_UNKNOWN, "no operation has that id"));
    }
}
