package io.tenantry.provisioning.tenant;

import io.tenantry.routing.TenantState;
import java.time.Instant;

/**
 * Where a tenant is in its life. A move exists only where it is legal, so an illegal one does not
 * compile; what an operator asks for is matched against the life that is there.
 *
 * <pre>
 * requested → provisioning ⇄ active ⇄ suspended
 *     ↓            ↓           ⇅  ↘      ↓
 *   failed       failed   maintenance  deleted → deleting → purged
 * </pre>
 *
 * A deleted tenant can return to the state that it was deleted from. From active back to
 * provisioning goes only a creation whose last step is undone.
 */
sealed interface TenantLife {

    /** The state as the control plane stores it. */
    TenantState state();

    /** Asked for; nothing exists yet. */
    record Requested() implements TenantLife {
        Provisioning place() {
            return new Provisioning();
        }

        Failed fail() {
            return new Failed();
        }

        @Override
        public TenantState state() {
            return TenantState.REQUESTED;
        }
    }

    /** Its database is being made. */
    record Provisioning() implements TenantLife {
        Active open() {
            return new Active();
        }

        Failed fail() {
            return new Failed();
        }

        @Override
        public TenantState state() {
            return TenantState.PROVISIONING;
        }
    }

    /** A life from which a tenant can be deleted, and to which it can come back. */
    sealed interface Deletable extends TenantLife {
        /** Deletes it, so that it can be undeleted until {@code purgeAfter}. */
        default Deleted delete(Instant at, Instant purgeAfter) {
            return new Deleted(this, at, purgeAfter);
        }
    }

    /** Open for work. */
    record Active() implements Deletable {
        Suspended suspend() {
            return new Suspended();
        }

        /** Its creation turns back after all. */
        Provisioning takeBack() {
            return new Provisioning();
        }

        Maintenance pause() {
            return new Maintenance();
        }

        @Override
        public TenantState state() {
            return TenantState.ACTIVE;
        }
    }

    /** Closed by an operator; its data stays. */
    record Suspended() implements Deletable {
        Active resume() {
            return new Active();
        }

        @Override
        public TenantState state() {
            return TenantState.SUSPENDED;
        }
    }

    /** Closed for a short while by an operation. */
    record Maintenance() implements TenantLife {
        Active finish() {
            return new Active();
        }

        @Override
        public TenantState state() {
            return TenantState.MAINTENANCE;
        }
    }

    /**
     * Closed by its owner.
     *
     * @param before what it comes back to when it is undeleted
     * @param purgeAfter the end of the retention
     */
    record Deleted(Deletable before, Instant at, Instant purgeAfter) implements TenantLife {
        Deletable undelete() {
            return before;
        }

        Deleting purge() {
            return new Deleting(at);
        }

        @Override
        public TenantState state() {
            return TenantState.DELETED;
        }
    }

    /**
     * Being purged; there is no way back.
     *
     * @param deletedAt when it was deleted
     */
    record Deleting(Instant deletedAt) implements TenantLife {
        Purged purged() {
            return new Purged();
        }

        @Override
        public TenantState state() {
            return TenantState.DELETING;
        }
    }

    /** Gone: nothing of it is left but its name in the books. */
    record Purged() implements TenantLife {
        @Override
        public TenantState state() {
            return TenantState.PURGED;
        }
    }

    /** Its creation did not succeed and was undone. */
    record Failed() implements TenantLife {
        @Override
        public TenantState state() {
            return TenantState.FAILED;
        }
    }
}
