package io.tenantry.cli.server;

import io.tenantry.cli.ExitCode;
import io.tenantry.cli.Session;
import io.tenantry.cli.Verb;
import io.tenantry.provisioning.check.CheckReport;
import io.tenantry.provisioning.check.ServerChecks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Checks a database server. */
@Command(
        name = "check",
        description = "Check a database server's settings, grants and health, and keep the report.")
final class CheckServer extends Verb {
    @Parameters(paramLabel = "NAME", description = "The server's name")
    private String name = "";

    CheckServer(Session session) {
        super(session);
    }

    @Override
    protected ExitCode act() {
        ServerChecks checks = session().control().checks();
        CheckReport report = checks.check(name, session().control().actor());
        if (session().isForPeople()) {
            session().show(ServerShape.FINDINGS, report.findings());
        } else {
            session().show(ServerShape.document(report));
        }
        return report.ok() ? ExitCode.OK : ExitCode.UNSOUND;
    }
}
