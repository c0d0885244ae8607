package io.tenantry.cli.operation;

import io.tenantry.cli.ExitCode;
import io.tenantry.cli.Session;
import io.tenantry.cli.Verb;
import io.tenantry.provisioning.journal.OperationFilter;
import io.tenantry.provisioning.journal.OperationState;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists operations. */
@Command(name = "list", description = "List operations, newest first.")
final class ListOperations extends Verb {
    @Option(names = "--tenant", paramLabel = "SLUG", description = "Only those about this tenant")
    private @Nullable String tenant;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "Only those in this state: ${COMPLETION-CANDIDATES}")
    private @Nullable OperationState state;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "Only those of this kind: backup.create, say")
    private @Nullable String kind;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "At most so many. Default: ${DEFAULT-VALUE}")
    private int limit;

    ListOperations(Session session) {
        super(session);
    }

    @Override
    protected ExitCode act() {
        OperationFilter filter =
                new OperationFilter(
                        tenant == null ? null : session().tenant(tenant).id(), state, kind);
        session()
                .show(
                        OperationShape.SHAPE,
                        session().control().operations().list(filter, null, Math.max(1, limit)));
        return ExitCode.OK;
    }
}
