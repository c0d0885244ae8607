package io.tenantry.provisioning.schedule;

import io.tenantry.routing.TenantId;

/**
 * A backup that could not be made.
 *
 * @param backup its id
 * @param error why, in the words of the journal
 */
public record FailedBackup(TenantId tenant, String backup, String error) {}
