package io.tenantry.cli.audit;

import io.tenantry.cli.CommandFailedException;
import io.tenantry.cli.ExitCode;
import io.tenantry.cli.Session;
import io.tenantry.cli.Verb;
import io.tenantry.provisioning.audit.AuditFilter;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists entries. */
@Command(name = "list", description = "List entries of the audit log, newest first.")
final class ListAudit extends Verb {
    @Option(names = "--tenant", paramLabel = "SLUG", description = "Only those of this tenant")
    private @Nullable String tenant;

    @Option(
            names = "--actor",
            paramLabel = "WHO",
            description = "Only what they did: a user's id, or the name of a command or a job")
    private @Nullable String actor;

    @Option(
            names = "--action",
            paramLabel = "ACTION",
            description = "Only this action, or all that begin with it and a dot: backup, say")
    private @Nullable String action;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Not before this moment: 2026-11-24T10:32:05Z, say")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Before this moment")
    private @Nullable String to;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "At most so many. Default: ${DEFAULT-VALUE}")
    private int limit;

    ListAudit(Session session) {
        super(session);
    }

    @Override
    protected ExitCode act() {
        AuditFilter filter =
                new AuditFilter(
                        tenant == null ? null : session().tenant(tenant).id(),
                        actor,
                        action,
                        moment("--from", from),
                        moment("--to", to));
        session()
                .show(
                        AuditShape.ENTRIES,
                        session().control().audit().list(filter, null, Math.max(1, limit)));
        return ExitCode.OK;
    }

    private static @Nullable Instant moment(String option, @Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new CommandFailedException(
                    ExitCode.USAGE,
                    "time_malformed",
                    "%s is not a moment in UTC: %s".formatted(option, text),
                    "Write it like 2026-11-24T10:32:05Z.",
                    e);
        }
    }
}
