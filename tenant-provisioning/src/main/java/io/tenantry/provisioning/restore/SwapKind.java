package io.tenantry.provisioning.restore;

import io.tenantry.provisioning.journal.NamedSteps;
import io.tenantry.provisioning.journal.OperationKind;
import io.tenantry.provisioning.journal.Step;
import java.util.List;
import java.util.Optional;

/**
 * The operations {@value #RESTORE}, which fills a database from a backup and turns the route to it,
 * and {@value #UNDO}, which turns it back.
 */
final class SwapKind implements OperationKind<SwapDatabases> {
    static final String RESTORE = "tenant.restore-swap";
    static final String UNDO = "tenant.restore-undo";

    private static final List<String> FILLED =
            List.of(
                    CreateDatabase.NAME,
                    CreateAccount.NAME,
                    FillDatabase.NAME,
                    MigrateDatabase.NAME,
                    WriteIdentity.NAME);
    // First of all: it finds out whether there is a place, and a log to go on with.
    private static final List<String> PLACED = List.of(PlaceDatabase.NAME);
    private static final List<String> SWITCHED = List.of(SwitchRoute.NAME);
    private static final List<String> CLOSED = List.of(CloseRoute.NAME, CutSessions.NAME);
    private static final List<String> LEFT = List.of(CloseRoute.NAME);
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
        List<List<String>> plan =
                name.equals(UNDO)
                        ? List.of(BACK, CLOSED, SWITCHED)
                        : switch (input.mode()) {
                            case SIDE_BY_SIDE -> List.of(PLACED, FILLED, CLOSED, SWITCHED);
                            case IN_PLACE -> List.of(PLACED, CLOSED, FILLED, SWITCHED);
                            // There is nobody to cut off; and should the server come back
                            // meanwhile, nobody is to write to what is about to be left.
                            case LOST_SERVER -> List.of(PLACED, LEFT, FILLED, SWITCHED);
                        };
        return plan.stream().flatMap(List::stream).toList();
    }

    @Override
    public Optional<Step<SwapDatabases>> step(String wanted) {
        return steps.find(wanted);
    }
}
