package io.tenantry.provisioning.migration;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.changelog.MigrationRecorder;
import io.tenantry.provisioning.changelog.MigrationRecording;
import io.tenantry.provisioning.changelog.StatementRisk;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.AdminConnections;
import io.tenantry.provisioning.server.Labels;
import io.tenantry.routing.TenantId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Finds out what a migration would do. */
public final class MigrationPlanner {
    private final ControlPlane controlPlane;
    private final AdminConnections connections;
    private final MigrationRecorder recorder;

    public MigrationPlanner(
            ControlPlane controlPlane, AdminConnections connections, MigrationRecorder recorder) {
        this.controlPlane = controlPlane;
        this.connections = connections;
        this.recorder = recorder;
    }

    /** The version that migrations lead to. */
    String target() {
        return recorder.target();
    }

    MigrationPlan plan(Set<TenantId> tenants) {
        String to = target();
        int upToDate = controlPlane.read(handle -> CandidateRows.countAt(handle, to, tenants));
        Map<String, List<Candidate>> byServer =
                controlPlane
                        .read(handle -> CandidateRows.notAt(handle, to, tenants, Labels.NONE))
                        .stream()
                        .collect(Collectors.groupingBy(Candidate::serverId));
        Map<List<String>, MigrationPlan.Way> ways = new HashMap<>();
        byServer.forEach((server, candidates) ->
                waysOn(server, versions(candidates))
                        .forEach(way ->
                                ways.merge(
                                        List.of(way.from(), way.engine()),
                                        way,
                                        MigrationPlanner::together)));
        List<MigrationPlan.Way> sorted = new ArrayList<>(ways.values());
        sorted.sort(
                Comparator.comparing(MigrationPlan.Way::engine)
                        .thenComparing(MigrationPlan.Way::from));
        return new MigrationPlan(to, upToDate, sorted);
    }

    private static Map<String, Integer> versions(List<Candidate> candidates) {
        Map<String, Integer> versions = new TreeMap<>();
        candidates.forEach(candidate -> versions.merge(candidate.from(), 1, Integer::sum));
        return versions;
    }

    private List<MigrationPlan.Way> waysOn(String server, Map<String, Integer> versions) {
        try (AdminConnection admin = connections.open(server)) {
            List<MigrationPlan.Way> ways = new ArrayList<>();
            for (Map.Entry<String, Integer> version : versions.entrySet()) {
                ways.add(way(recorder.recordingFrom(admin, version.getKey()), version.getValue()));
            }
            return ways;
        } catch (SQLException e) {
            throw new ProvisioningException(
                    Reason.CHANGELOG_BROKEN,
                    "the changelog does not bring databases up to date: " + e.getMessage(),
                    e);
        }
    }

    private static MigrationPlan.Way way(MigrationRecording recording, int databases) {
        return new MigrationPlan.Way(
                recording.from(),
                recording.engine(),
                databases,
                recording.replayable(),
                recording.likeNew(),
                recording.statements().stream()
                        .map(sql ->
                                new MigrationPlan.Planned(sql, StatementRisk.of(sql).orElse(null)))
                        .toList());
    }

    private static MigrationPlan.Way together(MigrationPlan.Way one, MigrationPlan.Way other) {
        return new MigrationPlan.Way(
                one.from(),
                one.engine(),
                one.databases() + other.databases(),
                one.replayable(),
                one.likeNew(),
                one.statements());
    }
}
