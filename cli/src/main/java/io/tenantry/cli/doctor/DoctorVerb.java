package io.tenantry.cli.doctor;

import io.tenantry.cli.CommandFailedException;
import io.tenantry.cli.ExitCode;
import io.tenantry.cli.Failures;
import io.tenantry.cli.Session;
import io.tenantry.cli.Verb;
import io.tenantry.provisioning.check.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Command;

/** Checks everything. */
@Command(
        name = "doctor",
        description = {
            "Check everything: settings, control plane, keys, database servers, operations, backups.",
            "Says what to do about what is not well. Ends with 9 if anything is an error."
        })
public final class DoctorVerb extends Verb {
    private final List<Diagnosis> found = new ArrayList<>();

    DoctorVerb(Session session) {
        super(session);
    }

    @Override
    protected ExitCode act() {
        look("settings", () -> SettingsHealth.of(session().settings()));
        if (look("control-plane", () -> ControlPlaneHealth.of(session().control()))) {
            look("master-key", () -> KeyHealth.of(session().control()));
            look("servers", () -> ServerHealth.of(session().control()));
            look("operations", () -> OperationHealth.of(session().control()));
            look("schemas", () -> TenantHealth.schemas(session().control()));
            look("archives", () -> ArchiveHealth.archives(session().control()));
            look("backups", () -> ArchiveHealth.backups(session().control()));
        }
        look("backup-store", () -> StoreHealth.of(session().control()));
        session().show(Diagnosis.SHAPE, found);
        return found.stream().anyMatch(diagnosis -> diagnosis.severity() == Severity.ERROR)
                ? ExitCode.UNSOUND
                : ExitCode.OK;
    }

    /** A check that cannot be made is an error itself; the others are made all the same. */
    private boolean look(String check, Supplier<List<Diagnosis>> looking) {
        try {
            List<Diagnosis> seen = looking.get();
            found.addAll(seen);
            return seen.stream().noneMatch(one -> one.severity() == Severity.ERROR);
        } catch (RuntimeException e) {
            CommandFailedException told = Failures.told(e);
            found.add(Diagnosis.error(check, told.what(), told.advice()));
            return false;
        }
    }
}
