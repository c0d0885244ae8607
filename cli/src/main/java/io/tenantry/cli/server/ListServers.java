package io.tenantry.cli.server;

import io.tenantry.cli.ExitCode;
import io.tenantry.cli.Session;
import io.tenantry.cli.Verb;
import picocli.CommandLine.Command;

/** Lists database servers. */
@Command(name = "list", description = "List the database servers and what lies on them.")
final class ListServers extends Verb {
    ListServers(Session session) {
        super(session);
    }

    @Override
    protected ExitCode act() {
        session()
                .show(
                        ServerShape.of(session().control().checks().last()),
                        session().control().provisioning().servers().overviews());
        return ExitCode.OK;
    }
}
