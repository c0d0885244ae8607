package io.tenantry.cli.server;

import io.tenantry.cli.output.Column;
import io.tenantry.cli.output.Document;
import io.tenantry.cli.output.Shape;
import io.tenantry.cli.output.Sizes;
import io.tenantry.provisioning.check.CheckReport;
import io.tenantry.provisioning.check.Finding;
import io.tenantry.provisioning.server.Capacity;
import io.tenantry.provisioning.server.ServerLoad;
import io.tenantry.provisioning.server.ServerOverview;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How database servers are shown: as the API does. */
final class ServerShape {
    static final Shape<Finding> FINDINGS =
            new Shape<>(
                    ServerShape::finding,
                    List.of(
                            new Column<>("CHECK", Finding::code),
                            new Column<>("STATE", finding -> finding.severity().code()),
                            new Column<>("FOUND", Finding::found),
                            new Column<>("WHAT TO DO", Finding::remedy)));

    private ServerShape() {}

    static Shape<ServerOverview> of(Map<String, CheckReport> checks) {
        return new Shape<>(
                overview -> document(overview, checks.get(overview.server().name())),
                List.of(
                        new Column<>("NAME", overview -> overview.server().name()),
                        new Column<>(
                                "ADDRESS",
                                overview ->
                                        "%s:%d"
                                                .formatted(
                                                        overview.server().host(),
                                                        overview.server().port())),
                        new Column<>("STATE", overview -> overview.server().state().code()),
                        new Column<>("TENANTS", overview -> overview.load().tenants()),
                        new Column<>("SIZE", overview -> Sizes.of(overview.load().bytes())),
                        new Column<>(
                                "CHECK",
                                overview -> verdict(checks.get(overview.server().name())))));
    }

    private static @Nullable String verdict(@Nullable CheckReport report) {
        return report == null ? null : report.ok() ? "ok" : "errors";
    }

    static Document document(ServerOverview overview, @Nullable CheckReport check) {
        Capacity capacity = overview.intake().capacity();
        ServerLoad load = overview.load();
        return new Document()
                .with("id", overview.server().id())
                .with("name", overview.server().name())
                .with("host", overview.server().host())
                .with("port", overview.server().port())
                .with("state", overview.server().state().code())
                .with("createdAt", overview.server().createdAt())
                .with(
                        "capacity",
                        new Document()
                                .with("maxTenants", capacity.maxTenants())
                                .with("maxBytes", capacity.maxBytes())
                                .with("maxConnections", capacity.maxConnections()))
                .with("weight", overview.intake().weight())
                .with("labels", overview.intake().labels().values())
                .with("tenants", load.tenants())
                .with(
                        "load",
                        new Document()
                                .with("bytes", load.bytes())
                                .with("connections", load.connections())
                                .with("measuredAt", load.measuredAt()))
                .with("lastCheck", check == null ? null : document(check));
    }

    static Document document(CheckReport report) {
        return new Document()
                .with("at", report.at())
                .with("ok", report.ok())
                .with("findings", report.findings().stream().map(ServerShape::finding).toList());
    }

    private static Document finding(Finding finding) {
        return new Document()
                .with("code", finding.code())
                .with("severity", finding.severity().code())
                .with("found", finding.found())
                .with("remedy", finding.remedy());
    }
}
