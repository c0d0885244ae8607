package io.tenantry.provisioning.check;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.binlog.Recovery;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.AdminConnections;
import io.tenantry.provisioning.server.DatabaseServer;
import io.tenantry.provisioning.server.DatabaseServers;
import io.tenantry.provisioning.server.IntakeChange;
import io.tenantry.provisioning.server.ServerDoor;
import io.tenantry.provisioning.server.ServerRegistration;
import io.tenantry.provisioning.server.ServerState;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Checks database servers, and adds those that are fit. */
public final class ServerChecks {
    private static final Logger LOG = Logger.getLogger(ServerChecks.class.getName());

    private final ControlPlane controlPlane;
    private final AuditLog audit;
    private final AdminConnections connections;
    private final DatabaseServers servers;
    private final int poolSize;

    /**
     * @param poolSize connections that one replica may hold to a server, 1 and up
     */
    public ServerChecks(
            ControlPlane controlPlane,
            AuditLog audit,
            AdminConnections connections,
            DatabaseServers servers,
            int poolSize) {
        this.controlPlane = controlPlane;
        this.audit = audit;
        this.connections = connections;
        this.servers = servers;
        this.poolSize = poolSize;
    }

    /** Checks a server that need not be registered. Nothing is stored but that it was asked. */
    public CheckReport tryOut(ServerRegistration registration, Actor actor) {
        CheckReport report =
                report(examination(connections.doorOf(registration), Optional.empty()).findings());
        controlPlane.useTransaction(handle ->
                audit.append(
                        handle,
                        new AuditEntry(
                                actor,
                                null,
                                "server.try",
                                "%s at %s:%d"
                                        .formatted(
                                                registration.name(),
                                                shortened(registration.host()),
                                                registration.port()),
                                null,
                                shown(report))));
        return report;
    }

    private Examination examination(ServerDoor door, Optional<Instant> covered) {
        return Examination.of(door, poolSize, covered, controlPlane.now());
    }

    /**
     * Checks a registered server, and stores what was found and how much lies there.
     *
     * @throws ProvisioningException with {@link Reason#SERVER_UNKNOWN}
     */
    public CheckReport check(String name, Actor actor) {
        DatabaseServer server =
                servers.find(name)
                        .orElseThrow(() ->
                                new ProvisioningException(
                                        Reason.SERVER_UNKNOWN,
                                        "no database server is called " + name));
        Examination examination =
                examination(
                        connections.doorOf(server.id()),
                        controlPlane.read(handle -> Recovery.coveredUntil(handle, server.id())));
        CheckReport report = report(examination.findings());
        controlPlane.useTransaction(
                handle -> store(handle, server, examination.load(), report, actor));
        return report;
    }

    /**
     * Checks a server and registers it if nothing is wrong, as {@link DatabaseServers#register}
     * does; the check is stored with it.
     *
     * @throws UnfitServerException if something is wrong; then nothing was written
     * @throws ProvisioningException as {@link DatabaseServers#register}
     */
    public AddedServer add(ServerRegistration registration, IntakeChange intake, Actor actor) {
        // Who does not get in at all is told so as everywhere else.
        connections.doorOf(registration).asAdmin().close();
        Examination examination = examination(connections.doorOf(registration), Optional.empty());
        CheckReport report = report(examination.findings());
        if (!report.ok()) {
            throw new UnfitServerException(registration.name(), report);
        }
        boolean isNew = servers.find(registration.name()).isEmpty();
        DatabaseServer server = servers.register(registration, intake, actor);
        controlPlane.useTransaction(
                handle -> store(handle, server, examination.load(), report, actor));
        return new AddedServer(servers.overview(server.name()).orElseThrow(), report, isNew);
    }

    /**
     * Measures what lies on each server that is not down. One that does not answer keeps what was
     * last measured.
     *
     * @return how many were measured
     */
    public int measure() {
        int measured = 0;
        for (DatabaseServer server : servers.list()) {
            if (server.state() != ServerState.DOWN && measure(server)) {
                measured++;
            }
        }
        return measured;
    }

    private boolean measure(DatabaseServer server) {
        try (AdminConnection admin = connections.open(server.id())) {
            Load load = Load.of(admin);
            controlPlane.useTransaction(
                    handle -> CheckRows.write(handle, server.id(), load, controlPlane.now()));
            return true;
        } catch (ProvisioningException | SQLException e) {
            LOG.log(
                    Level.WARNING,
                    "database server %s could not be measured: %s"
                            .formatted(server.name(), e.getMessage()));
            return false;
        }
    }

    /** The last check of each server that was ever checked, by the server's name. */
    public Map<String, CheckReport> last() {
        return controlPlane.read(CheckRows::last);
    }

    private void store(
            Handle handle,
            DatabaseServer server,
            @Nullable Load load,
            CheckReport report,
            Actor actor) {
        CheckReport before = CheckRows.last(handle).get(server.name());
        CheckRows.write(handle, server.id(), report);
        if (load != null) {
            CheckRows.write(handle, server.id(), load, report.at());
        }
        audit.append(
                handle,
                new AuditEntry(
                        actor,
                        null,
                        "server.check",
                        server.name(),
                        before == null ? null : shown(before),
                        shown(report)));
    }

    private CheckReport report(List<Finding> findings) {
        return new CheckReport(controlPlane.now(), findings);
    }

    private static Map<String, Object> shown(CheckReport report) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("ok", report.ok());
        shown.put("errors", report.of(Severity.ERROR).stream().map(Finding::code).toList());
        shown.put("warnings", report.of(Severity.WARNING).stream().map(Finding::code).toList());
        return shown;
    }

    /** So that the subject fits the audit log's 100 characters, name and port included. */
    private static String shortened(String host) {
        return host.length() <= 24 ? host : host.substring(0, 23) + "…";
    }
}
