package io.tenantry.access.signon;

import io.tenantry.routing.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mail domain that a tenant says is its own.
 *
 * @param domain in the form that DNS knows
 * @param recordValue what its TXT record has to hold
 * @param enforced whether its people come in by sign-on only
 * @param verifiedAt null until the record has been seen
 */
record MailDomain(
        TenantId tenant,
        String domain,
        String recordValue,
        boolean enforced,
        @Nullable Instant verifiedAt) {
    private static final String LABEL = "_tenantry.";

    boolean isVerified() {
        return verifiedAt != null;
    }

    /** The name that the record has. */
    String recordName() {
        return LABEL + domain;
    }
}
