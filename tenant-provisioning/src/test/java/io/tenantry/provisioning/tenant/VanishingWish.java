package io.tenantry.provisioning.tenant;

import io.tenantry.provisioning.TestFleet;
import io.tenantry.provisioning.journal.OperationState;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.TenantState;

/** What is asked of a tenant, where it stands, and what becomes of the tenant. */
enum VanishingWish {
    SUSPEND(
            TenantClosing.SUSPEND,
            CutSessions.NAME,
            TenantState.ACTIVE,
            TenantState.SUSPENDED,
            TenantState.SUSPENDED),
    RESUME(
            TenantReopening.RESUME,
            RaiseEpoch.NAME,
            TenantState.SUSPENDED,
            TenantState.ACTIVE,
            TenantState.SUSPENDED),
    DELETE(
            TenantClosing.DELETE,
            CutSessions.NAME,
            TenantState.ACTIVE,
            TenantState.DELETED,
            TenantState.DELETED),
    UNDELETE(
            TenantReopening.UNDELETE,
            RaiseEpoch.NAME,
            TenantState.DELETED,
            TenantState.ACTIVE,
            TenantState.DELETED),
    PURGE(
            TenantPurge.NAME,
            DropAccounts.NAME,
            TenantState.DELETED,
            TenantState.PURGED,
            TenantState.PURGED),
    ROTATE(
            CredentialRotation.NAME,
            ConfirmEpoch.NAME,
            TenantState.ACTIVE,
            TenantState.ACTIVE,
            TenantState.ACTIVE),
    CLONE(
            TenantCreation.CLONE,
            CopyDatabase.NAME,
            TenantState.ACTIVE,
            TenantState.ACTIVE,
            TenantState.FAILED),
    /** To a server that stays. */
    CLONE_ELSEWHERE(
            TenantCreation.CLONE,
            CopyDatabase.NAME,
            TenantState.ACTIVE,
            TenantState.ACTIVE,
            TenantState.FAILED),
    /** Waits for a table's lock when the server vanishes. */
    MIGRATE("fleet.migrate", "", TenantState.ACTIVE, TenantState.ACTIVE, TenantState.ACTIVE);

    private final String kind;
    private final String step;
    private final TenantState from;
    private final TenantState whenSoon;
    private final TenantState whenLate;

    VanishingWish(
            String kind,
            String step,
            TenantState from,
            TenantState whenSoon,
            TenantState whenLate) {
        this.kind = kind;
        this.step = step;
        this.from = from;
        this.whenSoon = whenSoon;
        this.whenLate = whenLate;
    }

    String kind() {
        return kind;
    }

    /** Before which it stands when the server vanishes. */
    String step() {
        return step;
    }

    TenantState from() {
        return from;
    }

    /** What becomes of a tenant whose server is soon back. */
    TenantState whenSoon() {
        return whenSoon;
    }

    /** And of one whose operation had worn out its attempts by then. */
    TenantState whenLate() {
        return whenLate;
    }

    /** What is asked for while the server is away cannot be undone without it, mostly. */
    OperationState wornOut() {
        return switch (this) {
            case CLONE_ELSEWHERE -> OperationState.UNDONE;
            case MIGRATE -> OperationState.SUCCEEDED;
            default -> OperationState.FAILED;
        };
    }

    /** A tenant that is to be closed is, and one that is not yet open stays closed. */
    TenantState whileAway() {
        return switch (this) {
            case PURGE -> TenantState.DELETING;
            case CLONE -> TenantState.PROVISIONING;
            default -> whenLate;
        };
    }

    OperationState afterRetry() {
        return switch (this) {
            case RESUME, UNDELETE, ROTATE, CLONE, CLONE_ELSEWHERE -> OperationState.UNDONE;
            default -> OperationState.SUCCEEDED;
        };
    }

    /** As somebody asks whose replica runs nothing. */
    VanishingServer.Case ask(VanishingServer story, Tenant tenant) {
        return this == MIGRATE ? story.migration(tenant.id()) : operation(story, tenant);
    }

    private VanishingServer.Case operation(VanishingServer story, Tenant tenant) {
        TenantId id = tenant.id();
        TenantLifecycle life = story.asking().lifecycle();
        RequestedTenant requested =
                story.fleet()
                        .controlPlane()
                        .inTransaction(handle ->
                                switch (this) {
                                    case SUSPEND ->
                                            life.suspend(handle, id, null, TestFleet.OPERATOR);
                                    case RESUME -> life.resume(handle, id, TestFleet.OPERATOR);
                                    case DELETE ->
                                            life.delete(handle, id, null, TestFleet.OPERATOR);
                                    case UNDELETE -> life.undelete(handle, id, TestFleet.OPERATOR);
                                    case PURGE ->
                                            life.purge(
                                                    handle,
                                                    id,
                                                    tenant.slug().value(),
                                                    TestFleet.OPERATOR);
                                    case ROTATE ->
                                            story.asking()
                                                    .rotations()
                                                    .rotate(handle, id, TestFleet.OPERATOR);
                                    case CLONE -> story.copy(id, VanishingServer.MORTAL);
                                    case CLONE_ELSEWHERE -> story.copy(id, TestFleet.SERVER);
                                    case MIGRATE -> throw new IllegalStateException();
                                });
        return new VanishingServer.Case(requested.tenant().id(), requested.operation(), "");
    }
}
