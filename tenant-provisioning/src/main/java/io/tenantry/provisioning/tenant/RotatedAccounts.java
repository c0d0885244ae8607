package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.provisioning.journal.StepContext;
import io.tenantry.provisioning.server.AccountName;
import io.tenantry.provisioning.server.AccountSessions;
import io.tenantry.provisioning.server.Accounts;
import io.tenantry.provisioning.server.AdminConnection;
import io.tenantry.provisioning.server.ServerTrouble;
import io.tenantry.routing.TenantState;
import java.sql.SQLException;
import java.time.Duration;

/** What a rotation does to accounts and the beacon on the database server. */
final class RotatedAccounts {
    private RotatedAccounts() {}

    /** Makes an account with the other password in the books; locked, if its tenant is closed. */
    static void make(
            StepContext<RotateCredentials> context,
            TenantDatabase database,
            AccountName account,
            RotationRows rows)
            throws SQLException {
        demandDoesNotServe(context, account);
        AdminConnection admin = PlacedStep.admin(context, database);
        Accounts.ensure(
                admin, account, context.read(handle -> rows.otherPassword(handle, database.id())));
        Accounts.grantUse(admin, account, database.name());
        if (isOpen(context)) {
            Accounts.unlock(admin, account);
        } else {
            Accounts.lock(admin, account);
        }
    }

    /**
     * Takes an account away that does not serve any more. Nobody can become it from the first
     * moment on; a replica that tries finds the new route. What works as it goes on until replicas
     * have heard, and for the grace after that.
     */
    static void retire(
            StepContext<RotateCredentials> context,
            TenantDatabase database,
            AccountName account,
            ControlPlane controlPlane)
            throws SQLException {
        demandDoesNotServe(context, account);
        AdminConnection admin = PlacedStep.admin(context, database);
        Accounts.lock(admin, account);
        Farewell.ofReplaced(
                        Duration.ofMillis(context.input().hearingMillis()),
                        Duration.ofMillis(context.input().graceMillis()))
                .take(context, controlPlane, new AccountSessions(admin, account));
        Accounts.drop(admin, account);
    }

    /** Raises the database's beacon to an epoch, unless it is there already. */
    static void raiseBeacon(
            StepContext<RotateCredentials> context, TenantDatabase database, long epoch)
            throws SQLException {
        PlacedStep.admin(context, database)
                .update(
                        """
                        UPDATE %s.tenant_identity SET epoch = GREATEST(epoch, ?)
                        WHERE database_id = ?
                        """
                                .formatted(database.name().quoted()),
                        epoch,
                        database.id());
    }

    /** As {@link #raiseBeacon}, for an undo: a database that is not there has nobody to tell. */
    static void raiseBeaconIfThere(
            StepContext<RotateCredentials> context, TenantDatabase database, long epoch)
            throws SQLException {
        try {
            raiseBeacon(context, database, epoch);
        } catch (SQLException e) {
            if (!ServerTrouble.isMissing(PlacedStep.admin(context, database), database.name(), e)) {
                throw e;
            }
        }
    }

    private static boolean isOpen(StepContext<RotateCredentials> context) {
        return context.read(handle ->
                TenantRows.byId(handle, context.tenant()).orElseThrow().state()
                        == TenantState.ACTIVE);
    }

    /** A rotation that was given up and is retried late must not touch what serves by now. */
    private static void demandDoesNotServe(
            StepContext<RotateCredentials> context, AccountName account) {
        TenantDatabase now =
                context.read(handle -> PlacementRows.of(handle, context.tenant()).orElseThrow());
        if (now.account().equals(account)) {
            throw new IllegalStateException(
                    "account %s serves the tenant; rotate its credentials anew".formatted(account));
        }
    }
}
