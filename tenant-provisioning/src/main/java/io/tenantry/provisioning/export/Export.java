package io.tenantry.provisioning.export;

import io.tenantry.routing.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An export of a tenant's data; what is not known yet is null.
 *
 * @param id a ULID
 * @param scheduled whether the schedule asked for it, and nobody else
 * @param tables how many
 * @param rows in all of them
 * @param bytes of the zip
 * @param storedBytes in the store, sealed
 * @param takenAt the moment that it shows is this, or a little later
 * @param expiresAt when it goes by itself
 */
public record Export(
        String id,
        TenantId tenant,
        ExportState state,
        boolean scheduled,
        @Nullable Integer tables,
        @Nullable Long rows,
        @Nullable Long bytes,
        @Nullable Long storedBytes,
        Instant createdAt,
        @Nullable Instant takenAt,
        @Nullable Instant finishedAt,
        @Nullable Instant expiresAt) {
    static Export asked(String id, TenantId tenant, boolean scheduled, Instant now) {
        return new Export(
                id,
                tenant,
                ExportState.MAKING,
                scheduled,
                null,
                null,
                null,
                null,
                now,
                null,
                null,
                null);
    }
}
