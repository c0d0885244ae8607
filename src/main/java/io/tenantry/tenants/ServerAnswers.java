package io.tenantry.tenants;

import io.tenantry.provisioning.check.CheckReport;
import io.tenantry.provisioning.check.Finding;
import io.tenantry.provisioning.server.DatabaseServer;
import io.tenantry.provisioning.server.ServerLoad;
import io.tenantry.provisioning.server.ServerOverview;
import io.tenantry.tenants.ServerRequests.Limits;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the calls on database servers answer. */
final class ServerAnswers {
    private ServerAnswers() {}

    /** A database server, without its secrets. */
    @Schema(name = "DatabaseServer")
    record ServerView(
            String id,
            @Schema(examples = "db1") String name,
            @Schema(examples = "db1.internal.example") String host,
            @Schema(examples = "3306") int port,
            @Schema(
                            enumeration = {"registering", "active", "draining", "down"},
                            examples = "active")
                    String state,
            Instant createdAt,
            Limits capacity,
            @Schema(examples = "100") int weight,
            @Schema(examples = "{\"region\":\"eu\"}") Map<String, String> labels,
            @Schema(description = "Databases of tenants placed there", examples = "217")
                    long tenants,
            LoadView load,
            @Nullable CheckView lastCheck) {
        static ServerView of(ServerOverview overview, @Nullable CheckReport lastCheck) {
            DatabaseServer server = overview.server();
            return new ServerView(
                    server.id(),
                    server.name(),
                    server.host(),
                    server.port(),
                    server.state().code(),
                    server.createdAt(),
                    Limits.of(overview.intake().capacity()),
                    overview.intake().weight(),
                    overview.intake().labels().values(),
                    overview.load().tenants(),
                    LoadView.of(overview.load()),
                    lastCheck == null ? null : CheckView.of(lastCheck));
        }
    }

    /** What was last measured on a server. */
    @Schema(name = "DatabaseServerLoad")
    record LoadView(
            @Schema(description = "Of tenants' data", examples = "81604378624")
                    @Nullable Long bytes,
            @Schema(description = "Of clients", examples = "64") @Nullable Integer connections,
            @Nullable Instant measuredAt) {
        static LoadView of(ServerLoad load) {
            return new LoadView(load.bytes(), load.connections(), load.measuredAt());
        }
    }

    /** What a check found. */
    @Schema(name = "DatabaseServerCheck")
    record CheckView(
            Instant at,
            @Schema(description = "Whether no finding is an error") boolean ok,
            List<FindingView> findings) {
        static CheckView of(CheckReport report) {
            return new CheckView(
                    report.at(),
                    report.ok(),
                    report.findings().stream().map(FindingView::of).toList());
        }
    }

    /** One thing that a check looked at. */
    @Schema(name = "DatabaseServerFinding")
    record FindingView(
            @Schema(
                            description = "Stable; the handbook's page on servers explains each",
                            examples = "binlog_format")
                    String code,
            @Schema(
                            enumeration = {"ok", "warning", "error"},
                            examples = "error")
                    String severity,
            @Schema(examples = "STATEMENT") String found,
            @Schema(
                            description =
                                    "A statement or a line of configuration; null if all is well",
                            examples = "SET PERSIST binlog_format = 'ROW';")
                    @Nullable String remedy) {
        static FindingView of(Finding finding) {
            return new FindingView(
                    finding.code(), finding.severity().code(), finding.found(), finding.remedy());
        }
    }
}
