package io.tenantry.access.signon;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenantry.access.mail.PublicAddress;
import io.tenantry.access.signon.oidc.KnownProviders;
import io.tenantry.access.signon.oidc.ProviderException;
import io.tenantry.access.signon.oidc.SignOnRequest;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.secret.SecretBox;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;

/** Sends browsers to providers. */
@ApplicationScoped
class Leaving {
    /** How long somebody may take at their provider. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final String CALLBACK = "/api/v1/auth/sign-on/callback/";

    private final Setups setups;
    private final KnownProviders providers;
    private final PublicAddress address;
    private final SecretBox secrets;
    private final ObjectMapper json;
    private final ControlPlane controlPlane;

    Leaving(
            Setups setups,
            KnownProviders providers,
            PublicAddress address,
            SecretBox secrets,
            ObjectMapper json,
            ControlPlane controlPlane) {
        this.setups = setups;
        this.providers = providers;
        this.address = address;
        this.secrets = secrets;
        this.json = json;
        this.controlPlane = controlPlane;
    }

    /**
     * Begins a sign-on.
     *
     * @param organisation a tenant's slug or id
     * @throws ProblemException {@code sign_on_not_found} or {@code sign_on_unavailable}
     */
    Departure begin(String organisation) {
        Setup setup =
                controlPlane
                        .read(handle ->
                                setups.openTenant(handle, organisation)
                                        .flatMap(tenant -> setups.find(handle, tenant)))
                        .orElseThrow(SignOnProblems::notFound);
        try {
            return depart(setup, false);
        } catch (ProviderException away) {
            throw SignOnProblems.of(away);
        }
    }

    /**
     * Begins one that shows what would come of it, and signs nobody in.
     *
     * @throws ProviderException of an outage
     */
    Departure tryOut(Setup setup) {
        return depart(setup, true);
    }

    private Departure depart(Setup setup, boolean trial) {
        SignOnRequest request = SignOnRequest.random();
        URI provider =
                request.at(
                        providers.describe(setup.client().issuer()),
                        setup.client().id(),
                        setup.scopes(),
                        callback(setup.tenant()));
        Begun begun =
                new Begun(
                        request,
                        setup.tenant(),
                        setup.version(),
                        trial,
                        controlPlane.now().plus(PATIENCE));
        return new Departure(provider, begun.sealed(secrets, json));
    }

    /**
     * Where a tenant's provider sends browsers back to: for each tenant somewhere else, so that one
     * that passes itself off as another is noticed (RFC 9700, section 4.4).
     */
    URI callback(TenantId tenant) {
        return address.at(CALLBACK + tenant.value());
    }
}
