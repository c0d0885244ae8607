package io.tenantry.cli.restore;

import io.tenantry.cli.ExitCode;
import io.tenantry.cli.Session;
import io.tenantry.cli.Verb;
import io.tenantry.cli.control.Follower;
import io.tenantry.cli.output.Document;
import io.tenantry.provisioning.journal.Operation;
import io.tenantry.provisioning.restore.Peek;
import io.tenantry.provisioning.restore.PeekAccess;
import io.tenantry.provisioning.restore.Peeks;
import io.tenantry.provisioning.restore.RequestedPeek;
import io.tenantry.provisioning.tenant.Tenant;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Opens a tenant's past for looking. */
@Command(
        name = "peek",
        description = {
            "Open a read-only database that shows a tenant's past, and say how to look at it.",
            "The account's password is shown once. The peek ends by itself; --end ends it sooner."
        })
public final class PeekVerb extends Verb {
    private static final int MOST = 50;

    @Parameters(paramLabel = "SLUG", description = "The tenant's slug or id")
    private String slug = "";

    @Mixin private Past past = new Past();

    @Option(names = "--hours", paramLabel = "N", description = "How long it stays open")
    private @Nullable Integer hours;

    @Option(names = "--list", description = "List the tenant's peeks")
    private boolean list;

    @Option(names = "--end", paramLabel = "PEEK", description = "End a peek")
    private @Nullable String end;

    PeekVerb(Session session) {
        super(session);
    }

    @Override
    protected ExitCode act() {
        Tenant tenant = list ? session().tenant(slug) : session().tenantAtRest(slug);
        if (list) {
            session().show(PeekShape.SHAPE, peeks().list(tenant.id(), null, MOST));
            return ExitCode.OK;
        }
        return end == null ? open(tenant) : end(tenant, end);
    }

    private Peeks peeks() {
        return session().control().provisioning().peeks();
    }

    private ExitCode open(Tenant tenant) {
        Duration open = hours == null ? null : Duration.ofHours(hours);
        RequestedPeek requested = OpenedPeek.request(session(), tenant, past, open);
        Operation ended = session().follow(requested.operation());
        ExitCode exit = Follower.verdict(ended, session().console());
        if (exit == ExitCode.OK) {
            PeekAccess access =
                    peeks().handOut(
                                    tenant.id(),
                                    requested.peek().id(),
                                    session().control().actor());
            session().show(shown(requested.peek(), access));
        }
        return exit;
    }

    private static Document shown(Peek peek, PeekAccess access) {
        return PeekShape.document(peek)
                .with("state", "open")
                .with(
                        "access",
                        new Document()
                                .with("host", access.host())
                                .with("port", access.port())
                                .with("database", access.database())
                                .with("account", access.account())
                                .with("password", access.password()));
    }

    private ExitCode end(Tenant tenant, String id) {
        RequestedPeek requested = OpenedPeek.requestEnd(session(), tenant, id);
        Operation ended = session().follow(requested.operation());
        ExitCode exit = Follower.verdict(ended, session().console());
        session().show(PeekShape.document(peeks().find(tenant.id(), id).orElse(requested.peek())));
        return exit;
    }
}
