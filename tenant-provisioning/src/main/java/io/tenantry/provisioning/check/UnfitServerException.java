package io.tenantry.provisioning.check;

import io.tenantry.provisioning.ProvisioningException;
import java.util.List;
import java.util.stream.Collectors;

/** The check of a server found errors, so it takes no tenants. */
public final class UnfitServerException extends ProvisioningException {
    private static final long serialVersionUID = 1L;

    private final transient List<Finding> errors;

    UnfitServerException(String server, CheckReport report) {
        super(
                Reason.SERVER_UNFIT,
                "database server %s is not fit for tenants: %s"
                        .formatted(
                                server,
                                report.of(Severity.ERROR).stream()
                                        .map(Finding::code)
                                        .collect(Collectors.joining(", "))));
        this.errors = report.of(Severity.ERROR);
    }

    /** What has to be mended. */
    public List<Finding> errors() {
        return errors;
    }
}
