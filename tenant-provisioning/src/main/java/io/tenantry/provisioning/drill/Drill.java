package io.tenantry.provisioning.drill;

import io.tenantry.routing.TenantId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The receipt of a restore drill; what is not known (yet) is null.
 *
 * @param id a ULID
 * @param server the name of the database server on which it was restored
 * @param backupAge of the backup that was restored, when the drill began
 * @param recoveryPoint what would have been lost, had the tenant's database gone when the drill
 *     began: the age of its newest good backup (measured RPO)
 * @param recoveryTime from the first byte read until every row was compared (measured RTO)
 * @param rows that came back
 * @param bytes of them as text
 * @param replayed what came of going on by the archived log; null if it reaches no further than the
 *     backup
 * @param errorCode why it failed
 */
public record Drill(
        String id,
        TenantId tenant,
        String backup,
        String server,
        DrillState state,
        Instant askedAt,
        @Nullable Instant finishedAt,
        @Nullable Duration backupAge,
        @Nullable Duration recoveryPoint,
        @Nullable Duration recoveryTime,
        @Nullable Long rows,
        @Nullable Long bytes,
        @Nullable Replayed replayed,
        @Nullable String errorCode,
        @Nullable String errorDetail) {}
