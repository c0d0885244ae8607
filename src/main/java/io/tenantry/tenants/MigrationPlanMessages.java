package io.tenantry.tenants;

import io.tenantry.provisioning.migration.MigrationPlan;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the API says of migrations that might be. */
final class MigrationPlanMessages {
    private MigrationPlanMessages() {}

    /** What a migration would do. */
    @Schema(name = "MigrationPlan")
    record PlanView(
            @Schema(description = "The version that all databases would leave; only of a rollback")
                    @Nullable String from,
            @Schema(
                            description =
                                    "The version that all databases would have; not of a rollback,"
                                            + " which takes each back to its own")
                    @Nullable String to,
            @Schema(
                            description =
                                    "Databases that need nothing: they have it, or have left the one"
                                            + " that a rollback leaves",
                            examples = "120")
                    int upToDate,
            List<WayView> ways) {
        static PlanView of(MigrationPlan plan) {
            return new PlanView(
                    plan.from(),
                    plan.to(),
                    plan.upToDate(),
                    plan.ways().stream().map(WayView::of).toList());
        }
    }

    /** Databases of one version on one release of a database engine. */
    @Schema(name = "MigrationWay")
    record WayView(
            String from,
            String to,
            @Schema(examples = "mariadb-11.4.5") String engine,
            @Schema(examples = "880") int databases,
            @Schema(description = "If not, each database runs Liquibase, one at a time")
                    boolean replayable,
            @Schema(
                            description =
                                    "Whether the result looks as a database does that was made of"
                                            + " that version")
                    boolean likeNew,
            List<StatementView> statements) {
        static WayView of(MigrationPlan.Way way) {
            return new WayView(
                    way.from(),
                    way.to(),
                    way.engine(),
                    way.databases(),
                    way.replayable(),
                    way.likeNew(),
                    way.statements().stream()
                            .map(planned -> new StatementView(planned.sql(), planned.destroys()))
                            .toList());
        }
    }

    /** A statement that would run on each of the databases. */
    @Schema(name = "MigrationStatement")
    record StatementView(
            @Schema(examples = "ALTER TABLE designs DROP COLUMN prompt") String sql,
            @Schema(description = "What it may destroy", examples = "drops a column")
                    @Nullable String destroys) {}
}
