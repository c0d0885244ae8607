package io.tenantry.provisioning.check;

import java.time.Instant;
import java.util.List;

/**
 * What a check found.
 *
 * @param at when
 * @param findings in the order in which things were looked at; what could not be looked at because
 *     of an earlier error is missing
 */
public record CheckReport(Instant at, List<Finding> findings) {
    public CheckReport {
        findings = List.copyOf(findings);
    }

    /** Whether tenants may lie there. */
    public boolean ok() {
        return of(Severity.ERROR).isEmpty();
    }

    public List<Finding> of(Severity severity) {
        return findings.stream().filter(finding -> finding.severity() == severity).toList();
    }
}
