package io.tenantry.cli.restore;

import io.tenantry.cli.CommandFailedException;
import io.tenantry.cli.ExitCode;
import io.tenantry.cli.Session;
import io.tenantry.cli.Verb;
import io.tenantry.cli.control.Follower;
import io.tenantry.cli.operation.OperationShape;
import io.tenantry.cli.output.Document;
import io.tenantry.provisioning.journal.Operation;
import io.tenantry.provisioning.restore.Peek;
import io.tenantry.provisioning.restore.PeekState;
import io.tenantry.provisioning.restore.PeekedRows;
import io.tenantry.provisioning.restore.RequestedRows;
import io.tenantry.provisioning.restore.RowReturn;
import io.tenantry.provisioning.restore.RowsMode;
import io.tenantry.provisioning.restore.RowsReport;
import io.tenantry.provisioning.restore.RowsWish;
import io.tenantry.provisioning.tenant.Tenant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings single rows back from a peek. */
@Command(
        name = "rows",
        description = {
            "Bring rows of one table back from a peek into the tenant's database, all of them or none.",
            "They are counted first, by doing it and taking it back. The database's foreign keys, unique keys and checks are in force."
        })
public final class RowsVerb extends Verb {
    private static final int MOST_PEEKS = 50;

    @Parameters(paramLabel = "SLUG", description = "The tenant's slug or id")
    private String slug = "";

    @Option(
            names = "--from",
            paramLabel = "PEEK",
            description = "The peek's id. Default: the newest that is open")
    private @Nullable String peek;

    @Option(names = "--table", required = true, paramLabel = "TABLE", description = "The table")
    private String table = "";

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description =
                    "A row's primary key: id=5, or a=1,b=2, or as JSON: {\"id\": 5}. May be repeated")
    private List<String> keys = new ArrayList<>();

    @Option(
            names = "--where",
            paramLabel = "TERM",
            description =
                    "What a row has to have: COLUMN=VALUE; also !=, <, <=, >, >=, COLUMN is null. May be repeated, then all of them")
    private List<String> terms = new ArrayList<>();

    @Option(
            names = "--replace",
            description =
                    "Also give rows that are others now the values that they had. Default: only those that are missing")
    private boolean replace;

    @Option(names = "--dry-run", description = "Only say what would come of it")
    private boolean dryRun;

    @Option(
            names = {"-y", "--yes"},
            description = "Do it without asking")
    private boolean yes;

    RowsVerb(Session session) {
        super(session);
    }

    @Override
    protected ExitCode act() {
        if (keys.isEmpty() && terms.isEmpty()) {
            throw new CommandFailedException(
                    ExitCode.USAGE,
                    "rows_malformed",
                    "no row is named",
                    "Name rows by --key or --where.");
        }
        RowsWish wish =
                new RowsWish(
                        table,
                        keys.stream().map(RowTerms::key).toList(),
                        terms.stream().map(RowTerms::filter).toList(),
                        replace ? RowsMode.REPLACE : RowsMode.INSERT_MISSING);
        Tenant tenant = session().tenant(slug);
        String from = peek == null ? newestOpen(tenant) : peek;
        RowsReport plan = rows().plan(tenant.id(), from, wish);
        if (dryRun) {
            session().show(shown(plan));
            return ExitCode.OK;
        }
        session()
                .confirm(
                        "Of %d rows that are meant, this inserts %d into the table %s of the tenant %s (%s), and replaces %d."
                                .formatted(
                                        plan.matched(),
                                        plan.inserted(),
                                        table,
                                        tenant.slug(),
                                        tenant.name(),
                                        plan.replaced()),
                        tenant.slug().value(),
                        yes);
        return bringBack(tenant, from, wish);
    }

    private PeekedRows rows() {
        return session().control().provisioning().peekedRows();
    }

    private String newestOpen(Tenant tenant) {
        return session()
                .control()
                .provisioning()
                .peeks()
                .list(tenant.id(), null, MOST_PEEKS)
                .stream()
                .filter(known -> known.state() == PeekState.OPEN)
                .findFirst()
                .map(Peek::id)
                .orElseThrow(() ->
                        new CommandFailedException(
                                ExitCode.NOT_FOUND,
                                "peek_unknown",
                                "the tenant %s has no open peek".formatted(tenant.slug()),
                                "Open one: tenantry peek %s --at TIME".formatted(tenant.slug())));
    }

    private ExitCode bringBack(Tenant tenant, String from, RowsWish wish) {
        RequestedRows requested =
                session()
                        .control()
                        .plane()
                        .inTransaction(handle ->
                                rows().start(
                                                handle,
                                                tenant.id(),
                                                from,
                                                wish,
                                                session().control().actor()));
        Operation ended = session().follow(requested.operation());
        ExitCode exit = Follower.verdict(ended, session().console());
        RowReturn asked = requested.rows();
        Document rows = shown(rows().find(tenant.id(), from, asked.id()).orElse(asked));
        session()
                .show(
                        session().isForPeople()
                                ? rows
                                : new Document()
                                        .with("rows", rows)
                                        .with("operation", OperationShape.document(ended)));
        return exit;
    }

    private static Document shown(RowsReport report) {
        return new Document()
                .with("matched", report.matched())
                .with("inserted", report.inserted())
                .with("replaced", report.replaced());
    }

    private static Document shown(RowReturn rows) {
        return new Document()
                .with("id", rows.id())
                .with("table", rows.table())
                .with("mode", rows.mode().code())
                .with("state", rows.state().code())
                .with("matched", rows.matched())
                .with("inserted", rows.inserted())
                .with("replaced", rows.replaced())
                .with("requestedBy", rows.requestedBy())
                .with("createdAt", rows.createdAt())
                .with("finishedAt", rows.finishedAt());
    }
}
