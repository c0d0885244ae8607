package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.journal.NamedSteps;
import io.tenantry.provisioning.journal.OperationKind;
import io.tenantry.provisioning.journal.Step;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The operations {@value #RESTORE}, which fills a database from a backup and turns the route to it,
 * and {@value #UNDO}, which turns it back.
 */
final class SwapKind implements OperationKind<SwapDatabases> {
    static final String RESTORE = "tenant.restore-swap";
    static final String UNDO = "tenant.restore-undo";

    private static final List<String> FILLED =
            List.of(
                    PlaceDatabase.NAME,
                    CreateDatabase.NAME,
                    CreateAccount.NAME,
                    FillDatabase.NAME,
                    MigrateDatabase.NAME,
                    WriteIdentity.NAME);
    private static final List<String> CLOSED = List.of(CloseRoute.NAME, CutSessions.NAME);
    private static final List<String> BACK = List.of(MigrateDatabase.NAME, WriteIdentity.NAME);

    private final String name;
    private final NamedSteps<SwapDatabases> steps;

    SwapKind(String name, NamedSteps<SwapDatabases> steps) {
        this.name = name;
        this.steps = steps;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Class<SwapDatabases> inputType() {
        return SwapDatabases.class;
    }

    @Override
    public List<String> plan(SwapDatabases input) {
        List<String> ready = name.equals(UNDO) ? BACK : FILLED;
        boolean closedFirst = !name.equals(UNDO) && input.mode() == RestoreMode.IN_PLACE;
        return Stream.of(
                        closedFirst ? CLOSED : ready,
                        closedFirst ? ready : CLOSED,
                        List.of(SwitchRoute.NAME))
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public Optional<Step<SwapDatabases>> step(String wanted) {
        return steps.find(wanted);
    }
}
