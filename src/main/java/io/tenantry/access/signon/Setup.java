package io.tenantry.access.signon;

import io.tenantry.access.signon.oidc.Client;
import io.tenantry.routing.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a tenant's people sign on.
 *
 * @param scopes with blanks between them
 * @param emailClaim where their address is said
 * @param emailTrusted whether it counts although the provider does not say that it is verified
 * @param factorTrusted whether a second factor that the provider has asked for counts here
 * @param joins whether people who are no members become members by signing on
 * @param version rises with what a test looks at
 * @param testedVersion the one that a test sign-in has succeeded with, or null
 */
record Setup(
        TenantId tenant,
        Client client,
        String scopes,
        String emailClaim,
        boolean emailTrusted,
        boolean factorTrusted,
        boolean joins,
        ClaimMapping mapping,
        int version,
        @Nullable Integer testedVersion,
        @Nullable Instant testedAt,
        Instant changedAt) {
    boolean isTested() {
        return testedVersion != null && testedVersion == version;
    }

    /** Whether people whom the provider is asked about are asked differently. */
    boolean asksAs(Setup other) {
        return client.equals(other.client)
                && scopes.equals(other.scopes)
                && emailClaim.equals(other.emailClaim);
    }

    /** The same as one that no test has looked at. */
    Setup changed() {
        return new Setup(
                tenant,
                client,
                scopes,
                emailClaim,
                emailTrusted,
                factorTrusted,
                joins,
                mapping,
                version + 1,
                testedVersion,
                testedAt,
                changedAt);
    }

    @Override
    public String toString() {
        return "Setup[" + tenant + "]";
    }
}
