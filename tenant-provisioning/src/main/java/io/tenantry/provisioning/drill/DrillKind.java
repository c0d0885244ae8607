package io.tenantry.provisioning.drill;

import io.tenantry.provisioning.backup.BackupVault;
import io.tenantry.provisioning.binlog.Recovery;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.OperationKind;
import io.tenantry.provisioning.journal.Step;
import java.util.List;
import java.util.Optional;

/** The operation {@value #NAME}, of one step. It keeps no other operation off the tenant. */
public record DrillKind(Step<DrillWish> run) implements OperationKind<DrillWish> {
    /** The operation's kind in the journal. */
    public static final String NAME = "backup.drill";

    public static DrillKind of(ControlPlane controlPlane, BackupVault vault, Recovery recovery) {
        return new DrillKind(new RunDrill(controlPlane, vault, recovery));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<DrillWish> inputType() {
        return DrillWish.class;
    }

    @Override
    public List<String> plan(DrillWish input) {
        return List.of(run.name());
    }

    @Override
    public Optional<Step<DrillWish>> step(String wanted) {
        return wanted.equals(run.name()) ? Optional.of(run) : Optional.empty();
    }
}
