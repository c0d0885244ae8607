package io.tenantry.provisioning.migration;

import io.tenantry.provisioning.ProvisioningException;
import io.tenantry.provisioning.ProvisioningException.Reason;
import io.tenantry.provisioning.changelog.MigrationRecorder;
import io.tenantry.provisioning.changelog.MigrationRecording;
import io.tenantry.provisioning.changelog.StatementRisk;
import io.tenantry.provisioning.changelog.Way;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.AdminConnections;
import io.tenantry.provisioning.server.Labels;
import io.tenantry.routing.TenantId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /** The version that this process carries. */
    String carried() {
        return recorder.carried();
    }

    MigrationPlan plan(Course course, Set<TenantId> tenants) {
        int settled = controlPlane.read(handle -> course.settled(handle, tenants));
        Map<String, List<Candidate>> byServer =
                controlPlane
                        .read(handle -> course.candidates(handle, tenants, Labels.NONE))
                        .stream()
                        .collect(Collectors.groupingBy(Candidate::serverId));
        Map<List<String>, MigrationPlan.Way> ways = new HashMap<>();
        byServer.forEach((server, candidates) ->
                waysOn(server, counted(candidates))
                        .forEach(way ->
                                ways.merge(
                                        List.of(way.from(), way.to(), way.engine()),
                                        way,
                                        MigrationPlanner::together)));
        List<MigrationPlan.Way> sorted = new ArrayList<>(ways.values());
        sorted.sort(
                Comparator.comparing(MigrationPlan.Way::engine)
                        .thenComparing(MigrationPlan.Way::from)
                        .thenComparing(MigrationPlan.Way::to));
        return new MigrationPlan(course.from(), course.to(), settled, sorted);
    }

    private static Map<Way, Integer> counted(List<Candidate> candidates) {
        Map<Way, Integer> ways = new LinkedHashMap<>();
        candidates.forEach(candidate -> ways.merge(candidate.way(), 1, Integer::sum));
        return ways;
    }

    private List<MigrationPlan.Way> waysOn(String server, Map<Way, Integer> counts) {
        try (AdminConnection admin = connections.open(server)) {
            List<MigrationPlan.Way> ways = new ArrayList<>();
            for (Map.Entry<Way, Integer> count : counts.entrySet()) {
                ways.add(way(recorder.recording(admin, count.getKey()), count.getValue()));
            }
            return ways;
        } catch (SQLException e) {
            throw new ProvisioningException(
                    Reason.CHANGELOG_BROKEN,
                    "the changelog does not bring databases where they shall be: " + e.getMessage(),
                    e);
        }
    }

    private static MigrationPlan.Way way(MigrationRecording recording, int databases) {
        return new MigrationPlan.Way(
                recording.from(),
                recording.to(),
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
                one.to(),
                one.engine(),
                one.databases() + other.databases(),
                one.replayable(),
                one.likeNew(),
                one.statements());
    }
}
