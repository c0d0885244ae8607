package io.tenantry.cli.restore;

import io.tenantry.cli.ExitCode;
import io.tenantry.cli.Session;
import io.tenantry.cli.Verb;
import io.tenantry.cli.control.Control;
import io.tenantry.cli.control.Follower;
import io.tenantry.cli.control.LastWords;
import io.tenantry.cli.output.Column;
import io.tenantry.cli.output.Document;
import io.tenantry.cli.output.Shape;
import io.tenantry.provisioning.restore.RequestedPeek;
import io.tenantry.provisioning.restore.TableDiff;
import io.tenantry.provisioning.tenant.Tenant;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares a tenant's past with its present. */
@Command(
        name = "diff",
        description = "Count the rows that were added, changed and removed between then and now.")
public final class DiffVerb extends Verb {
    private static final Duration LONG_ENOUGH = Duration.ofHours(2);

    private static final Shape<TableDiff> SHAPE =
            new Shape<>(
                    DiffVerb::document,
                    List.of(
                            new Column<>("TABLE", TableDiff::table),
                            new Column<>("THEN", TableDiff::then),
                            new Column<>("NOW", TableDiff::now),
                            new Column<>("ADDED", TableDiff::added),
                            new Column<>("CHANGED", TableDiff::changed),
                            new Column<>("MISSING", TableDiff::missing)));

    @Parameters(paramLabel = "SLUG", description = "The tenant's slug or id")
    private String slug = "";

    @Mixin private Past past = new Past();

    @Option(
            names = "--peek",
            paramLabel = "PEEK",
            description = "A peek that is open. Default: one is opened and ended again")
    private @Nullable String peek;

    @Option(
            names = "--table",
            paramLabel = "TABLE",
            description = "Only this table; may be repeated")
    private Set<String> tables = new LinkedHashSet<>();

    @Option(
            names = "--examples",
            paramLabel = "N",
            defaultValue = "0",
            description = "So many rows of each kind, in json and yaml. Default: 0")
    private int examples;

    DiffVerb(Session session) {
        super(session);
    }

    @Override
    protected ExitCode act() {
        Tenant tenant = session().tenantAtRest(slug);
        if (peek != null) {
            compare(tenant, peek);
            return ExitCode.OK;
        }
        RequestedPeek opened = OpenedPeek.request(session(), tenant, past, LONG_ENOUGH);
        ExitCode exit = Follower.verdict(session().follow(opened.operation()), session().console());
        if (exit != ExitCode.OK) {
            return exit;
        }
        try (LastWords _ =
                LastWords.during(
                        session().console(),
                        "The peek %1$s that was compared ends by itself in two hours; sooner: tenantry peek %2$s --end %1$s"
                                .formatted(opened.peek().id(), tenant.slug()))) {
            compare(tenant, opened.peek().id());
        } finally {
            session()
                    .follow(
                            OpenedPeek.requestEnd(session(), tenant, opened.peek().id())
                                    .operation());
        }
        return ExitCode.OK;
    }

    private void compare(Tenant tenant, String id) {
        Control control = session().control();
        session()
                .show(
                        SHAPE,
                        control.provisioning()
                                .peekDiffs()
                                .diff(tenant.id(), id, tables, examples, control.actor()));
    }

    private static Document document(TableDiff diff) {
        return new Document()
                .with("table", diff.table())
                .with("then", diff.then())
                .with("now", diff.now())
                .with("added", diff.added())
                .with("changed", diff.changed())
                .with("missing", diff.missing())
                .with("byKey", diff.byKey())
                .with("columnsOnlyThen", diff.columnsOnlyThen())
                .with("columnsOnlyNow", diff.columnsOnlyNow())
                .with("examples", diff.examples().stream().map(DiffVerb::example).toList());
    }

    private static Document example(TableDiff.Example example) {
        return new Document()
                .with("change", example.change().name().toLowerCase(Locale.ROOT))
                .with("then", example.then())
                .with("now", example.now());
    }
}
