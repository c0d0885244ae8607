package io.tenantry.cli.operation;

import io.tenantry.cli.ExitCode;
import io.tenantry.cli.Session;
import io.tenantry.cli.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows an operation and its steps. */
@Command(name = "show", description = "Show an operation and its steps.")
final class ShowOperation extends Verb {
    @Parameters(paramLabel = "ID", description = "The operation's id")
    private String id = "";

    ShowOperation(Session session) {
        super(session);
    }

    @Override
    protected ExitCode act() {
        session().show(OperationShape.document(KnownOperation.demand(session(), id)));
        return ExitCode.OK;
    }
}
