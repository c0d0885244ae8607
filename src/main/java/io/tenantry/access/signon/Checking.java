package io.tenantry.access.signon;

import io.tenantry.access.OneTimeSecret;
import io.tenantry.access.signon.SignOnMessages.Finding;
import io.tenantry.access.signon.oidc.CodeExchange;
import io.tenantry.access.signon.oidc.CodeExchange.Brought;
import io.tenantry.access.signon.oidc.KnownProviders;
import io.tenantry.access.signon.oidc.ProviderException;
import io.tenantry.access.signon.oidc.ProviderMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks whether a provider does what it is needed for, as far as that shows without a person. */
@ApplicationScoped
class Checking {
    private final KnownProviders providers;
    private final CodeExchange exchange;
    private final Leaving leaving;

    Checking(KnownProviders providers, CodeExchange exchange, Leaving leaving) {
        this.providers = providers;
        this.exchange = exchange;
        this.leaving = leaving;
    }

    /** What was found; after the first that does not work nothing more is looked at. */
    List<Finding> check(Setup setup) {
        List<Finding> findings = new ArrayList<>();
        String issuer = setup.client().issuer();
        Optional<ProviderMetadata> provider =
                look(
                        findings,
                        "discovery",
                        "the provider describes itself, and may be reached",
                        () -> providers.describeAnew(issuer));
        if (provider.isPresent()) {
            look(
                    findings,
                    "keys",
                    "the provider has keys to sign with",
                    () -> providers.countKeys(issuer));
            look(
                    findings,
                    "credentials",
                    "the provider knows the client by its secret",
                    () -> known(setup, provider.get()));
        }
        return findings;
    }

    private boolean known(Setup setup, ProviderMetadata provider) {
        exchange.demandKnown(
                provider,
                setup.client(),
                new Brought(
                        OneTimeSecret.token(),
                        OneTimeSecret.token(),
                        leaving.callback(setup.tenant())));
        return true;
    }

    private static <R> Optional<R> look(
            List<Finding> findings, String check, String good, Supplier<R> looking) {
        try {
            R seen = looking.get();
            findings.add(new Finding(check, true, null, good));
            return Optional.of(seen);
        } catch (ProviderException failed) {
            findings.add(new Finding(check, false, failed.fault().code(), failed.detail()));
            return Optional.empty();
        }
    }
}
