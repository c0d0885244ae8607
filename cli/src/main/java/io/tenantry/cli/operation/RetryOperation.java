package io.tenantry.cli.operation;

import io.tenantry.cli.ExitCode;
import io.tenantry.cli.Session;
import io.tenantry.cli.Verb;
import io.tenantry.cli.control.Follower;
import io.tenantry.provisioning.journal.Operation;
import io.tenantry.provisioning.journal.OperationState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Sets a failed operation going again, or goes on with one that nobody runs. */
@Command(
        name = "retry",
        description =
                "Set a failed operation going again where it stopped, or go on with one that a killed command left.")
final class RetryOperation extends Verb {
    @Parameters(paramLabel = "ID", description = "The operation's id")
    private String id = "";

    RetryOperation(Session session) {
        super(session);
    }

    @Override
    protected ExitCode act() {
        Operation known = KnownOperation.demand(session(), id);
        if (known.state() != OperationState.RUNNING) {
            session().control().operations().retry(known.id(), session().control().actor());
        }
        Operation ended = session().follow(known.id());
        ExitCode exit = Follower.verdict(ended, session().console());
        session().show(OperationShape.document(ended));
        return exit;
    }
}
