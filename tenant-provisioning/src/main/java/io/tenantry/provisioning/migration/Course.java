package io.tenantry.provisioning.migration;

import io.tenantry.provisioning.server.Labels;
import io.tenantry.routing.TenantId;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Which databases a migration is about, and where it brings them. */
sealed interface Course {
    /** The version that all of them leave; null if they come from several. */
    @Nullable String from();

    /** The version that all of them come to; null if each has its own. */
    @Nullable String to();

    /** The migration that is taken back; null if none is. */
    @Nullable String rollbackOf();

    /**
     * The databases, but for those that another migration is about to change.
     *
     * @param tenants whose; empty for all
     */
    List<Candidate> candidates(Handle handle, Set<TenantId> tenants, Labels canary);

    /** How many databases could be meant, but need nothing. */
    int settled(Handle handle, Set<TenantId> tenants);

    /** All databases come to the version that this process carries. */
    record Forth(String to) implements Course {
        @Override
        public @Nullable String from() {
            return null;
        }

        @Override
        public @Nullable String rollbackOf() {
            return null;
        }

        @Override
        public List<Candidate> candidates(Handle handle, Set<TenantId> tenants, Labels canary) {
            return CandidateRows.notAt(handle, to, tenants, canary);
        }

        @Override
        public int settled(Handle handle, Set<TenantId> tenants) {
            return CandidateRows.countAt(handle, to, tenants);
        }
    }

    /**
     * What a migration brought to a version and is still there goes back to where it came from.
     *
     * @param rollbackOf that migration's id
     */
    record Back(String rollbackOf, String from) implements Course {
        @Override
        public @Nullable String to() {
            return null;
        }

        @Override
        public List<Candidate> candidates(Handle handle, Set<TenantId> tenants, Labels canary) {
            return CandidateRows.broughtBy(handle, rollbackOf, from, tenants, canary);
        }

        @Override
        public int settled(Handle handle, Set<TenantId> tenants) {
            return CandidateRows.countGoneFrom(handle, rollbackOf, from, tenants);
        }
    }
}
