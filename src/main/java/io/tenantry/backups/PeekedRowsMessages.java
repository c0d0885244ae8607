package io.tenantry.backups;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tenantry.provisioning.restore.RowFilter;
import io.tenantry.provisioning.restore.RowReturn;
import io.tenantry.provisioning.restore.RowsMode;
import io.tenantry.provisioning.restore.RowsReport;
import io.tenantry.provisioning.restore.RowsWish;
import io.tenantry.provisioning.restore.TableDiff;
import io.tenantry.tenants.TenantAnswers.OperationView;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the calls on the rows behind a peek take and answer. */
final class PeekedRowsMessages {
    private static final int LONGEST_NAME = 64;
    private static final int MOST_KEYS = 1000;
    private static final int MOST_FILTERS = 20;
    private static final int MOST_EXAMPLES = 100;

    private PeekedRowsMessages() {}

    /**
     * What to compare.
     *
     * @param tables their names; null or none for all
     * @param examples how many rows of each kind to show; null for none
     */
    @Schema(name = "DiffWish")
    record DiffWish(
            @Schema(description = "None for all tables") @Size(max = MOST_KEYS)
                    @Nullable List<@NotNull String> tables,
            @Schema(
                            examples = "5",
                            description = "Rows of each kind of each table to show, 0 to 100")
                    @Min(0)
                    @Max(MOST_EXAMPLES)
                    @Nullable Integer examples) {
        /** Every table, and no examples. */
        static final DiffWish ALL = new DiffWish(null, null);
    }

    /** What became of a tenant's rows. */
    @Schema(name = "Diff")
    record DiffView(
            @Schema(description = "Whether no table has changed") boolean same,
            List<TableDiffView> tables) {
        static DiffView of(List<TableDiff> diffs) {
            return new DiffView(
                    diffs.stream().allMatch(TableDiff::isSame),
                    diffs.stream().map(TableDiffView::of).toList());
        }
    }

    /** What became of a table's rows. */
    @Schema(name = "TableDiff")
    record TableDiffView(
            @Schema(examples = "designs") String table,
            @Schema(description = "Rows that there were") long then,
            @Schema(description = "Rows that there are") long now,
            @Schema(description = "Rows that are there and were not") long added,
            @Schema(description = "Rows that are others now") long changed,
            @Schema(description = "Rows that were there and are not") long missing,
            @Schema(
                            description =
                                    "Whether rows are told apart by the primary key, else by their values")
                    boolean byKey,
            @Schema(description = "Columns that the table had and has not; they are not compared")
                    List<String> columnsOnlyThen,
            @Schema(description = "Columns that the table has and had not; they are not compared")
                    List<String> columnsOnlyNow,
            List<ExampleView> examples) {
        static TableDiffView of(TableDiff diff) {
            return new TableDiffView(
                    diff.table(),
                    diff.then(),
                    diff.now(),
                    diff.added(),
                    diff.changed(),
                    diff.missing(),
                    diff.byKey(),
                    diff.columnsOnlyThen(),
                    diff.columnsOnlyNow(),
                    diff.examples().stream().map(ExampleView::of).toList());
        }
    }

    /** A row that is not as it was. */
    @Schema(name = "RowExample")
    record ExampleView(
            @Schema(examples = "changed", description = "added, changed or missing") String change,
            @Schema(description = "Of a changed row the key and what differs")
                    @Nullable Map<String, @Nullable String> then,
            @Nullable Map<String, @Nullable String> now) {
        static ExampleView of(TableDiff.Example example) {
            return new ExampleView(
                    example.change().name().toLowerCase(Locale.ROOT),
                    example.then(),
                    example.now());
        }
    }

    /** Which rows are brought back. */
    enum Returning {
        /** Those that are not there any more. */
        @JsonProperty("insert-missing")
        INSERT_MISSING,
        /** Those, and those that are others now. */
        @JsonProperty("replace")
        REPLACE
    }

    /** How a column's value is compared. */
    enum Comparison {
        @JsonProperty("eq")
        EQ,
        @JsonProperty("ne")
        NE,
        @JsonProperty("lt")
        LT,
        @JsonProperty("le")
        LE,
        @JsonProperty("gt")
        GT,
        @JsonProperty("ge")
        GE,
        @JsonProperty("is-null")
        IS_NULL,
        @JsonProperty("is-not-null")
        IS_NOT_NULL
    }

    /** What rows are asked to have. */
    @Schema(name = "RowFilter")
    record Filter(
            @Schema(examples = "created_by") @NotNull @Size(max = LONGEST_NAME) String column,
            @NotNull Comparison op,
            @Schema(
                            description =
                                    "A text, a number or a truth value; bytes as hexadecimal digits",
                            examples = "ada")
                    @Nullable Object value) {
        RowFilter filter() {
            return new RowFilter(column, RowFilter.Comparison.valueOf(op.name()), value);
        }
    }

    /**
     * The wish to have rows of one table back.
     *
     * @param keys primary keys; null or none for whatever the filters let through
     * @param filters all of which a row passes; null for none
     * @param dryRun whether only to say what would come of it; null for not
     */
    @Schema(name = "RowsWish")
    record Returned(
            @Schema(examples = "designs") @NotNull @Size(min = 1, max = LONGEST_NAME) String table,
            @Schema(
                            description = "Primary keys, each with a value for every column of it",
                            examples = "[{\"id\":\"01JD8Q3C5N8F4T3J6B1ZK2M7XA\"}]")
                    @Size(max = MOST_KEYS)
                    @Nullable List<@NotNull Map<String, @NotNull Object>> keys,
            @Schema(description = "All of which a row has to pass") @Size(max = MOST_FILTERS) @Valid
                    @Nullable List<@NotNull Filter> filters,
            @NotNull Returning mode,
            @Schema(description = "Say what would come of it, and change nothing")
                    @Nullable Boolean dryRun) {
        RowsWish wish() {
            return new RowsWish(
                    table,
                    keys == null ? List.of() : keys,
                    filters == null ? List.of() : filters.stream().map(Filter::filter).toList(),
                    RowsMode.valueOf(mode.name()));
        }
    }

    /** What would come of bringing rows back. */
    @Schema(name = "RowsReport")
    record RowsReportView(
            @Schema(description = "Rows of the peek that are meant") long matched,
            @Schema(description = "Those of them that are not there now") long inserted,
            @Schema(description = "Those of them that are others now, with the mode replace")
                    long replaced) {
        static RowsReportView of(RowsReport report) {
            return new RowsReportView(report.matched(), report.inserted(), report.replaced());
        }
    }

    /** Rows that are brought back; what is not known yet is null. */
    @Schema(name = "RowReturn")
    record RowReturnView(
            String id,
            @Schema(examples = "designs") String table,
            @Schema(examples = "insert-missing") String mode,
            @Schema(
                            examples = "done",
                            enumeration = {"running", "done", "failed"})
                    String state,
            @Nullable Long matched,
            @Nullable Long inserted,
            @Nullable Long replaced,
            String requestedBy,
            Instant createdAt,
            @Nullable Instant finishedAt) {
        static RowReturnView of(RowReturn rows) {
            return new RowReturnView(
                    rows.id(),
                    rows.table(),
                    rows.mode().code(),
                    rows.state().code(),
                    rows.matched(),
                    rows.inserted(),
                    rows.replaced(),
                    rows.requestedBy(),
                    rows.createdAt(),
                    rows.finishedAt());
        }
    }

    /** Rows that are to be brought back, and the operation that does it. */
    @Schema(name = "RequestedRows")
    record RequestedRowsView(RowReturnView rows, OperationView operation) {}
}
