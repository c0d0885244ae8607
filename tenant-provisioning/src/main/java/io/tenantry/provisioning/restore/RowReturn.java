package io.tenantry.provisioning.restore;

import io.tenantry.routing.TenantId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are brought back from a peek into the tenant's database; what is not known yet is null.
 *
 * @param matched how many rows of the peek were meant
 * @param inserted how many of them were not there
 * @param replaced how many of them were others
 */
public record RowReturn(
        String id,
        TenantId tenant,
        String peek,
        String table,
        RowsMode mode,
        State state,
        @Nullable Long matched,
        @Nullable Long inserted,
        @Nullable Long replaced,
        String requestedBy,
        Instant createdAt,
        @Nullable Instant finishedAt) {
    /** How far it is, as the control plane stores it (lower case). */
    public enum State {
        RUNNING,
        DONE,
        FAILED;

        /** The form that the control plane stores and the API shows. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
