package io.tenantry.provisioning.schedule;

import io.tenantry.provisioning.journal.OperationId;
import java.util.List;

/**
 * What retention does to a tenant's backups.
 *
 * @param backups the good ones, oldest first
 * @param operations that remove those that go; empty if it was only asked what would happen
 */
public record Pruning(List<JudgedBackup> backups, List<OperationId> operations) {}
