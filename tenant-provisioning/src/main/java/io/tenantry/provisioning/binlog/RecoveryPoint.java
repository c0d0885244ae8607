package io.tenantry.provisioning.binlog;

import io.tenantry.provisioning.backup.Backup;
import java.time.Instant;

/**
 * How a tenant comes back as it was at a time: a backup, and what happened since then.
 *
 * @param at the time asked for
 */
public record RecoveryPoint(Backup backup, Instant at) {}
