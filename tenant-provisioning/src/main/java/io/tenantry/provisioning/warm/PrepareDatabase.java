package io.tenantry.provisioning.warm;

import io.tenantry.provisioning.changelog.ChangelogRecording;
import io.tenantry.provisioning.changelog.ChangelogReplay;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.server.AccountName;
import io.tenantry.provisioning.server.Accounts;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.routing.secret.SecretBox;
import io.tenantry.routing.secret.SecretPlaces;
import java.sql.SQLException;

/** Makes the database, its account and its schema, and puts it on the shelf. */
final class PrepareDatabase extends WarmStep {
    static final String NAME = "prepare-database";

    private final ControlPlane controlPlane;
    private final SecretBox secrets;
    private final ChangelogReplay replay;

    PrepareDatabase(ControlPlane controlPlane, SecretBox secrets, ChangelogReplay replay) {
        super(NAME);
        this.controlPlane = controlPlane;
        this.secrets = secrets;
        this.replay = replay;
    }

    @Override
    void execute(StepContext<WarmWish> context, WarmDatabase database) throws SQLException {
        AdminConnection admin = admin(context, database);
        // DDL does not roll back: what an attempt left half-made is made anew.
        admin.dropDatabase(database.name());
        admin.createDatabase(database.name());
        ChangelogRecording applied = replay.apply(admin, database.name());
        Accounts.ensure(admin, database.account(), password(context, database));
        Accounts.grantUse(admin, database.account(), database.name());
        context.alongside(
                handle -> WarmRows.ready(handle, database.id(), applied, controlPlane.now()));
    }

    private String password(StepContext<WarmWish> context, WarmDatabase database) {
        byte[] sealed = context.read(handle -> WarmRows.secret(handle, database.id()));
        return secrets.openText(sealed, SecretPlaces.tenantAccount(database.id()));
    }

    /** What could not be made is remembered for a while, so that it is not tried again at once. */
    @Override
    void undo(StepContext<WarmWish> context, WarmDatabase database) throws SQLException {
        drop(admin(context, database), database);
        context.alongside(handle ->
                WarmRows.move(handle, database.id(), WarmState.FAILED, controlPlane.now()));
    }

    static void drop(AdminConnection admin, WarmDatabase database) throws SQLException {
        for (AccountName account : AccountName.bothOf(database.id())) {
            Accounts.drop(admin, account);
        }
        admin.dropDatabase(database.name());
    }
}
