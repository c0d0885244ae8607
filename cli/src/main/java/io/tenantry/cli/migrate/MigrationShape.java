package io.tenantry.cli.migrate;

import io.tenantry.cli.output.Column;
import io.tenantry.cli.output.Document;
import io.tenantry.cli.output.Shape;
import io.tenantry.provisioning.migration.Migration;
import io.tenantry.provisioning.migration.MigrationPlan;
import io.tenantry.provisioning.migration.MigrationTarget;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How migrations are shown: as the API does. */
final class MigrationShape {
    private static final int SHOWN_OF_A_VERSION = 12;

    static final Shape<Migration> MIGRATIONS =
            new Shape<>(
                    MigrationShape::document,
                    List.of(
                            new Column<>("ID", Migration::id),
                            new Column<>("STATE", migration -> migration.state().code()),
                            new Column<>("TO", migration -> shortened(migration.to())),
                            new Column<>(
                                    "WAVE",
                                    migration ->
                                            "%d/%d".formatted(migration.wave(), migration.waves())),
                            new Column<>("TARGETS", migration -> counts(migration)),
                            new Column<>("CREATED", Migration::createdAt)));

    static final Shape<MigrationPlan.Way> WAYS =
            new Shape<>(
                    MigrationShape::way,
                    List.of(
                            new Column<>("FROM", way -> shortened(way.from())),
                            new Column<>("TO", way -> shortened(way.to())),
                            new Column<>("ENGINE", MigrationPlan.Way::engine),
                            new Column<>("DATABASES", MigrationPlan.Way::databases),
                            new Column<>("STATEMENTS", way -> way.statements().size()),
                            new Column<>("DESTROYS", MigrationShape::destroyed)));

    static final Shape<MigrationTarget> FAILURES =
            new Shape<>(
                    MigrationShape::target,
                    List.of(
                            new Column<>("TENANT", MigrationTarget::slug),
                            new Column<>("SERVER", MigrationTarget::server),
                            new Column<>("STATE", target -> target.state().code()),
                            new Column<>("WHY", MigrationTarget::detail)));

    private MigrationShape() {}

    static @Nullable String shortened(@Nullable String version) {
        return version == null || version.length() <= SHOWN_OF_A_VERSION
                ? version
                : version.substring(0, SHOWN_OF_A_VERSION);
    }

    private static Map<String, Integer> counts(Migration migration) {
        Map<String, Integer> counts = new TreeMap<>();
        migration.targets().forEach((state, count) -> counts.put(state.code(), count));
        return counts;
    }

    static Document document(Migration migration) {
        return new Document()
                .with("id", migration.id())
                .with("from", migration.from())
                .with("to", migration.to())
                .with("rollbackOf", migration.rollbackOf())
                .with("state", migration.state().code())
                .with("pausedFor", migration.pausedFor())
                .with("wave", migration.wave())
                .with("waves", migration.waves())
                .with("upToDate", migration.upToDate())
                .with("targets", counts(migration))
                .with("requestedBy", migration.requestedBy())
                .with("createdAt", migration.createdAt())
                .with("changedAt", migration.changedAt())
                .with("finishedAt", migration.finishedAt());
    }

    static Document document(MigrationPlan plan) {
        return new Document()
                .with("from", plan.from())
                .with("to", plan.to())
                .with("upToDate", plan.upToDate())
                .with("ways", plan.ways().stream().map(MigrationShape::way).toList());
    }

    private static Document way(MigrationPlan.Way way) {
        return new Document()
                .with("from", way.from())
                .with("to", way.to())
                .with("engine", way.engine())
                .with("databases", way.databases())
                .with("replayable", way.replayable())
                .with("likeNew", way.likeNew())
                .with(
                        "statements",
                        way.statements().stream().map(MigrationShape::planned).toList());
    }

    private static Document planned(MigrationPlan.Planned planned) {
        return new Document().with("sql", planned.sql()).with("destroys", planned.destroys());
    }

    private static @Nullable String destroyed(MigrationPlan.Way way) {
        return way.statements().stream()
                .map(MigrationPlan.Planned::destroys)
                .filter(what -> what != null)
                .findFirst()
                .orElse(null);
    }

    private static Document target(MigrationTarget target) {
        return new Document()
                .with("tenant", target.tenant().value())
                .with("slug", target.slug())
                .with("server", target.server())
                .with("state", target.state().code())
                .with("attempts", target.attempts())
                .with("code", target.code())
                .with("detail", target.detail());
    }
}
