package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.backup.BackupVault;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.export.ExportStore;
import io.tenantry.provisioning.journal.NamedSteps;
import io.tenantry.provisioning.journal.OperationKind;
import io.tenantry.provisioning.journal.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The operation {@code tenant.purge}: what is left of a deleted tenant goes for good, and a receipt
 * says what went. There is no way back, so a step that fails stops it until it is set going again.
 *
 * <p>Other rooms contribute steps that remove what they keep of a tenant. Two are known by name,
 * {@value PurgeTenant#FORGET_MEMBERS} and {@value PurgeTenant#FORGET_CACHE_KEYS}: they are in every
 * plan, so that the command line can ask for a purge and a server replica runs what the command
 * line cannot.
 */
final class TenantPurge implements OperationKind<PurgeTenant> {
    static final String NAME = "tenant.purge";

    private static final List<String> KNOWN =
            List.of(PurgeTenant.FORGET_MEMBERS, PurgeTenant.FORGET_CACHE_KEYS);

    private final List<String> contributed;
    private final NamedSteps<PurgeTenant> steps;

    /**
     * @param contributedSteps steps of other rooms, in the order in which they run
     */
    TenantPurge(
            ControlPlane controlPlane,
            RouteAnnouncer announcer,
            BackupVault backups,
            List<Step<PurgeTenant>> contributedSteps) {
        this.contributed = contributedSteps.stream().map(Step::name).toList();
        this.steps =
                NamedSteps.of(
                                new CutSessions<>(controlPlane, PurgeTenant::graceMillis),
                                new ShredBackupKey(controlPlane),
                                new RemoveBackups(controlPlane, backups),
                                new RemoveExports(controlPlane, new ExportStore(backups)),
                                new DropDatabase(controlPlane),
                                new DropAccounts(controlPlane),
                                new CloseBooks(controlPlane, announcer))
                        .and(contributedSteps);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<PurgeTenant> inputType() {
        return PurgeTenant.class;
    }

    @Override
    public boolean isReversible() {
        return false;
    }

    @Override
    public List<String> plan(PurgeTenant input) {
        List<String> plan = new ArrayList<>(List.of(CutSessions.NAME));
        plan.addAll(KNOWN);
        contributed.stream().filter(name -> !KNOWN.contains(name)).forEach(plan::add);
        plan.addAll(
                List.of(
                        ShredBackupKey.NAME,
                        RemoveBackups.NAME,
                        RemoveExports.NAME,
                        DropDatabase.NAME,
                        DropAccounts.NAME,
                        CloseBooks.NAME));
        return List.copyOf(plan);
    }

    @Override
    public Optional<Step<PurgeTenant>> step(String name) {
        return steps.find(name);
    }
}
