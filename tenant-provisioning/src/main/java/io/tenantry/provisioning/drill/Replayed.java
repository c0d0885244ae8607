package io.tenantry.provisioning.drill;

import java.time.Duration;
import java.time.Instant;

/**
 * What a drill found that went on from a backup by the archived log.
 *
 * @param to the moment that it went on to: any of those that the archive reaches
 * @param events of the tenant's database that were applied
 * @param recoveryTime from the first byte of the backup until then (measured RTO)
 * @param recoveryPoint how old the end of the archive was: what would have been lost, had the
 *     server gone then (measured RPO)
 */
public record Replayed(Instant to, long events, Duration recoveryTime, Duration recoveryPoint) {}
