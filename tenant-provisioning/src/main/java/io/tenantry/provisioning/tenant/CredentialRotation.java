package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.OperationKind;
import io.tenantry.provisioning.journal.Step;
import io.tenantry.routing.secret.SecretBox;
import java.util.List;
import java.util.Optional;

/**
 * The operation {@code tenant.rotate-credentials}: a database's other account takes over, with a
 * new password, and the old one goes. No request fails on its way: what holds a connection works on
 * with it, and what asks for one is served as the account that its replica knows of, or finds the
 * new one before its first statement.
 */
final class CredentialRotation implements OperationKind<RotateCredentials> {
    static final String NAME = "tenant.rotate-credentials";

    private final List<Step<RotateCredentials>> steps;

    CredentialRotation(ControlPlane controlPlane, SecretBox secrets, RouteAnnouncer announcer) {
        RotationRows rows = new RotationRows(secrets);
        this.steps =
                List.of(
                        new StoreSecret(controlPlane, rows),
                        new MakeAccount(controlPlane, rows),
                        new SwitchRoute(controlPlane, rows, announcer),
                        new ConfirmEpoch(),
                        new RetireAccount(controlPlane, rows));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<RotateCredentials> inputType() {
        return RotateCredentials.class;
    }

    @Override
    public List<String> plan(RotateCredentials input) {
        return steps.stream().map(Step::name).toList();
    }

    @Override
    public Optional<Step<RotateCredentials>> step(String name) {
        return steps.stream().filter(step -> step.name().equals(name)).findFirst();
    }
}
