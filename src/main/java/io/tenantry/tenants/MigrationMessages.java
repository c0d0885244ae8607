package io.tenantry.tenants;

import io.tenantry.provisioning.migration.Migration;
import io.tenantry.provisioning.migration.MigrationRequest;
import io.tenantry.provisioning.migration.MigrationSettings;
import io.tenantry.provisioning.migration.MigrationTarget;
import io.tenantry.provisioning.migration.TargetState;
import io.tenantry.routing.TenantId;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The bodies of the migrations' part of the API. */
final class MigrationMessages {
    private static final int MOST_TENANTS = 1_000;

    private MigrationMessages() {}

    /** The wish for a migration; what is left out is as the description says. */
    @Schema(name = "NewMigration")
    record NewMigration(
            @Schema(
                            description =
                                    "Ids or slugs; left out, all tenants that are not up to date, or"
                                            + " for a rollback all of the migration",
                            examples = "[\"acme\"]")
                    @Size(max = MOST_TENANTS)
                    @Nullable List<String> tenants,
            @Schema(description = "Tags of the tenants that come first; left out, none do")
                    @Nullable Map<String, String> canary,
            @Schema(
                            description =
                                    "How many percent of the other tenants are migrated after each"
                                            + " wave, rising to 100; left out, 10, 50 and 100",
                            examples = "[10,50,100]")
                    @Nullable List<Integer> waves,
            @Schema(
                            description = "Databases of a server at once, 1 to 32; 4 if left out",
                            examples = "4")
                    @Nullable Integer parallelism,
            @Schema(
                            description =
                                    "Targets of a wave that may fail before the migration pauses; 0"
                                            + " if left out",
                            examples = "0")
                    @Nullable Integer errorBudget,
            @Schema(
                            description =
                                    "How often a busy database is tried, 1 to 20; 5 if left out",
                            examples = "5")
                    @Nullable Integer attempts,
            @Schema(
                            description =
                                    "How long a statement waits for a tenant's locks, 1 to 3600; 5"
                                            + " if left out",
                            examples = "5")
                    @Nullable Integer lockWaitSeconds,
            @Schema(
                            description =
                                    "How long a statement may run, 1 to 86400; 600 if left out",
                            examples = "600")
                    @Nullable Integer statementSeconds,
            @Schema(
                            description =
                                    "Bring databases that do not look as their version says up to"
                                            + " date with Liquibase, one at a time; left out, they"
                                            + " are left alone and reported")
                    @Nullable Boolean repair,
            @Schema(description = "Allow statements that destroy data; left out, they refuse all")
                    @Nullable Boolean destructive) {
        /** Everything as it is usual. */
        static final NewMigration USUAL =
                new NewMigration(null, null, null, null, null, null, null, null, null, null);

        MigrationRequest request(Set<TenantId> ids) {
            MigrationSettings defaults = MigrationSettings.DEFAULTS;
            return new MigrationRequest(
                    ids,
                    Boolean.TRUE.equals(destructive),
                    new MigrationSettings(
                            Objects.requireNonNullElse(canary, defaults.canary()),
                            waves == null
                                    ? defaults.waves()
                                    : waves.stream()
                                            .map(percent -> percent == null ? 0 : percent)
                                            .toList(),
                            Objects.requireNonNullElse(parallelism, defaults.parallelism()),
                            Objects.requireNonNullElse(errorBudget, defaults.errorBudget()),
                            Objects.requireNonNullElse(attempts, defaults.attempts()),
                            Objects.requireNonNullElse(lockWaitSeconds, defaults.lockWaitSeconds()),
                            Objects.requireNonNullElse(
                                    statementSeconds, defaults.statementSeconds()),
                            Boolean.TRUE.equals(repair)));
        }
    }

    /** Whose migration is to be planned. */
    @Schema(name = "MigrationScope")
    record MigrationScope(
            @Schema(
                            description =
                                    "Ids or slugs; left out, all tenants that are not up to date",
                            examples = "[\"acme\"]")
                    @Size(max = MOST_TENANTS)
                    @Nullable List<String> tenants) {
        static final MigrationScope ALL = new MigrationScope(null);
    }

    /** A migration, and how far it is. */
    @Schema(name = "Migration")
    record MigrationView(
            String id,
            @Schema(description = "The version that its targets leave; only of a rollback")
                    @Nullable String from,
            @Schema(
                            description =
                                    "The version that its targets come to; not of a rollback, which"
                                            + " takes each back to its own")
                    @Nullable String to,
            @Schema(description = "The migration that it takes back; only of a rollback")
                    @Nullable String rollbackOf,
            @Schema(
                            examples = "running",
                            enumeration = {
                                "running",
                                "paused",
                                "succeeded",
                                "incomplete",
                                "cancelled"
                            })
                    String state,
            @Schema(description = "`operator` or `error_budget`", examples = "error_budget")
                    @Nullable String pausedFor,
            @Schema(examples = "2") int wave,
            @Schema(examples = "3") int waves,
            @Schema(
                            description =
                                    "Databases that needed nothing when it began: they had the"
                                            + " version, or had left the one that a rollback leaves")
                    int upToDate,
            @Schema(
                            description = "Targets in each state",
                            examples = "{\"succeeded\":88,\"running\":4,\"pending\":788}")
                    Map<String, Integer> targets,
            MigrationSettings settings,
            String requestedBy,
            Instant createdAt,
            Instant changedAt,
            @Nullable Instant finishedAt) {
        static MigrationView of(Migration migration) {
            Map<String, Integer> targets = new TreeMap<>();
            migration.targets().forEach((state, count) -> targets.put(state.code(), count));
            return new MigrationView(
                    migration.id(),
                    migration.from(),
                    migration.to(),
                    migration.rollbackOf(),
                    migration.state().code(),
                    migration.pausedFor(),
                    migration.wave(),
                    migration.waves(),
                    migration.upToDate(),
                    targets,
                    migration.settings(),
                    migration.requestedBy(),
                    migration.createdAt(),
                    migration.changedAt(),
                    migration.finishedAt());
        }
    }

    /** A tenant's database in a migration. */
    @Schema(name = "MigrationTarget")
    record TargetView(
            String tenant,
            @Schema(examples = "acme") String slug,
            @Schema(examples = "db1") String server,
            String from,
            String to,
            @Schema(examples = "1") int wave,
            @Schema(
                            examples = "failed",
                            enumeration = {
                                "pending",
                                "running",
                                "succeeded",
                                "skipped",
                                "drifted",
                                "failed"
                            })
                    String state,
            @Schema(examples = "1") int attempts,
            @Schema(examples = "schema_drifted") @Nullable String code,
            @Nullable String detail,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt) {
        static TargetView of(MigrationTarget target) {
            return new TargetView(
                    target.tenant().value(),
                    target.slug(),
                    target.server(),
                    target.from(),
                    target.to(),
                    target.wave(),
                    target.state().code(),
                    target.attempts(),
                    target.code(),
                    target.detail(),
                    target.startedAt(),
                    target.finishedAt());
        }
    }

    /** The state of that code; null for none. */
    static @Nullable TargetState state(@Nullable String code) {
        return code == null ? null : TargetState.fromCode(code);
    }
}
