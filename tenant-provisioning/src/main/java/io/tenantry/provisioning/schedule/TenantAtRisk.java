package io.tenantry.provisioning.schedule;

import io.tenantry.routing.TenantId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A tenant whose data is at risk.
 *
 * @param server the name of the database server that serves it
 * @param schedule its value of {@link BackupSettings#SCHEDULE}
 * @param newestBackup the id of its newest good backup; null for none
 * @param newestAt when that was asked for
 * @param failures attempts that failed since then
 */
public record TenantAtRisk(
        TenantId tenant,
        String slug,
        String name,
        String server,
        Set<Risk> risks,
        String schedule,
        @Nullable String newestBackup,
        @Nullable Instant newestAt,
        int failures,
        @Nullable Instant lastFailure,
        Instant nextAt) {
    static TenantAtRisk of(Standing standing, Instant now) {
        Standing.Newest newest = standing.newest();
        return new TenantAtRisk(
                standing.tenant(),
                standing.slug(),
                standing.name(),
                standing.server(),
                standing.risks(now),
                standing.policy().rhythm().code(),
                newest == null ? null : newest.id(),
                newest == null ? null : newest.at(),
                standing.failures(),
                standing.lastFailure(),
                Slots.next(standing.tenant(), standing.policy(), now));
    }
}
