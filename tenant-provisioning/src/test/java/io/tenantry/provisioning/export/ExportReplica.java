package io.tenantry.provisioning.export;

import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.journal.Operation;
import io.tenantry.provisioning.journal.OperationId;
import io.tenantry.provisioning.journal.OperationRunner;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.provisioning.journal.Operations;
import io.tenantry.provisioning.journal.RunnerSettings;
import io.tenantry.provisioning.journal.Step;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;

/** A replica on a test fleet that knows of exports only, and lets a test stand before its steps. */
final class ExportReplica implements AutoCloseable {
    private final TestFleet fleet;
    private final OperationRunner runner;
    private final Exports exports;
    private final Operations operations;

    ExportReplica(TestFleet fleet, String name, UnaryOperator<Step<ExportWish>> between) {
        this.fleet = fleet;
        AuditLog audit = new AuditLog(fleet.controlPlane());
        ExportKinds kinds = ExportKinds.of(fleet.controlPlane(), new ExportStore(fleet.vault()));
        kinds = new ExportKinds(with(kinds.create(), between), with(kinds.delete(), between));
        this.runner =
                new OperationRunner(
                        fleet.controlPlane(),
                        fleet.connections(),
                        kinds.all(),
                        RunnerSettings.defaults(name));
        this.exports = new Exports(fleet.controlPlane(), audit, runner, kinds, fleet.vault());
        this.operations = new Operations(fleet.controlPlane(), audit);
    }

    private static ExportKind with(ExportKind kind, UnaryOperator<Step<ExportWish>> between) {
        return new ExportKind(kind.name(), between.apply(kind.step()), kind.isReversible());
    }

    Exports exports() {
        return exports;
    }

    Operations operations() {
        return operations;
    }

    boolean isIdle() {
        return runner.isIdle();
    }

    /** Lets time pass and looks for work until the operation has ended. */
    Operation await(OperationId id) {
        return await(id, Duration.ofMillis(50));
    }

    /**
     * Likewise.
     *
     * @param pace how much time passes between looks: little where a step takes long, because no
     *     lease is renewed
     */
    Operation await(OperationId id, Duration pace) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    if (operation(id).state() != OperationState.RUNNING) {
                        return true;
                    }
                    fleet.clock().advance(pace);
                    runner.sweep();
                    return false;
                });
        return operation(id);
    }

    Operation operation(OperationId id) {
        return operations.find(id).orElseThrow();
    }

    @Override
    public void close() {
        runner.close();
    }
}
