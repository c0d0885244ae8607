package io.tenantry.cli.doctor;

import io.tenantry.cli.control.Control;
import io.tenantry.provisioning.check.CheckReport;
import io.tenantry.provisioning.check.Finding;
import io.tenantry.provisioning.check.Severity;
import io.tenantry.provisioning.server.DatabaseServer;
import io.tenantry.provisioning.server.ServerState;
import java.util.ArrayList;
import java.util.List;

/** What each database server's check says. */
final class ServerHealth {
    private ServerHealth() {}

    static List<Diagnosis> of(Control control) {
        List<DatabaseServer> servers = control.provisioning().servers().list();
        if (servers.isEmpty()) {
            return List.of(
                    Diagnosis.warning(
                            "servers",
                            "no database server is registered",
                            "tenantry server add NAME --host HOST --admin-user NAME"));
        }
        List<Diagnosis> found = new ArrayList<>();
        for (DatabaseServer server : servers) {
            if (server.state() == ServerState.DOWN) {
                found.add(
                        Diagnosis.warning(
                                "server " + server.name(),
                                "is declared down",
                                "See the handbook on servers."));
            } else {
                found.addAll(check(control, server));
            }
        }
        return found;
    }

    private static List<Diagnosis> check(Control control, DatabaseServer server) {
        String name = "server " + server.name();
        CheckReport report = control.checks().check(server.name(), control.actor());
        List<Finding> bad =
                report.findings().stream()
                        .filter(finding -> finding.severity() != Severity.OK)
                        .toList();
        if (bad.isEmpty()) {
            return List.of(
                    Diagnosis.well(name, "%d checks passed".formatted(report.findings().size())));
        }
        return bad.stream()
                .map(finding ->
                        new Diagnosis(
                                name,
                                finding.severity(),
                                "%s: %s".formatted(finding.code(), finding.found()),
                                finding.remedy()))
                .toList();
    }
}
