package io.tenantry.access.signon;

import io.tenantry.access.signon.SignOnMessages.Wish;
import io.tenantry.access.signon.oidc.Client;
import io.tenantry.access.signon.oidc.ProviderAddresses;
import io.tenantry.access.signon.oidc.ProviderException;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what an enterprise wishes for its sign-on, and demands that it can be. */
@ApplicationScoped
class WishedSetups {
    private static final String SCOPES = "openid email profile";
    private static final String EMAIL = "email";

    private final ProviderAddresses addresses;
    private final ControlPlane controlPlane;

    WishedSetups(ProviderAddresses addresses, ControlPlane controlPlane) {
        this.addresses = addresses;
        this.controlPlane = controlPlane;
    }

    /**
     * Demands an address that may be asked.
     *
     * @throws ProblemException {@code validation_failed}
     */
    void demandIssuer(String issuer) {
        try {
            if (addresses.demandUsable(issuer, "issuer").getRawQuery() == null) {
                return;
            }
        } catch (ProviderException unusable) {
            throw invalid("issuer is not an https address", unusable);
        }
        throw invalid("issuer has a query", null);
    }

    /**
     * What is wished for; of what was before stays what is not said again.
     *
     * @throws ProblemException {@code validation_failed}
     */
    Setup read(TenantId tenant, Wish wish, Optional<Setup> before) {
        Setup wished =
                new Setup(
                        tenant,
                        client(wish, before),
                        scopes(wish.scopes()),
                        path(Objects.requireNonNullElse(wish.emailClaim(), EMAIL)),
                        Boolean.TRUE.equals(wish.emailTrusted()),
                        Boolean.TRUE.equals(wish.factorTrusted()),
                        !Boolean.FALSE.equals(wish.joins()),
                        mapping(wish),
                        before.map(Setup::version).orElse(1),
                        before.map(Setup::testedVersion).orElse(null),
                        before.map(Setup::testedAt).orElse(null),
                        controlPlane.now());
        return before.isEmpty() || wished.asksAs(before.get()) ? wished : wished.changed();
    }

    /** A secret goes to nobody but the issuer that it was entered for. */
    private static Client client(Wish wish, Optional<Setup> before) {
        String secret = wish.clientSecret();
        if (secret == null || secret.isBlank()) {
            secret =
                    before.map(Setup::client)
                            .filter(known -> known.issuer().equals(wish.issuer()))
                            .filter(known -> known.id().equals(wish.clientId()))
                            .map(Client::secret)
                            .orElseThrow(() -> invalid("clientSecret is needed", null));
        }
        return new Client(wish.issuer(), wish.clientId(), secret);
    }

    private static String scopes(@Nullable String wished) {
        String scopes =
                wished == null || wished.isBlank()
                        ? SCOPES
                        : wished.strip().replaceAll("\\s+", " ");
        if (!scopes.matches("[\\x21\\x23-\\x5b\\x5d-\\x7e ]+")
                || !Arrays.asList(scopes.split(" ", -1)).contains("openid")) {
            throw invalid("scopes are words with blanks between them, and openid is one", null);
        }
        return scopes;
    }

    private static ClaimMapping mapping(Wish wish) {
        List<Rule> rules =
                wish.rules() == null
                        ? List.of()
                        : wish.rules().stream().map(SignOnMessages.RuleMessage::rule).toList();
        for (Rule rule : rules) {
            path(rule.claim());
            if (rule.role() == null && rule.department() == null) {
                throw invalid("a rule gives a role, a department, or both", null);
            }
        }
        return new ClaimMapping(rules, wish.defaultRole());
    }

    private static String path(String claim) {
        if (claim.isBlank()) {
            throw invalid("a claim is a name, or a JSON pointer that begins with a slash", null);
        }
        return claim;
    }

    private static ProblemException invalid(String what, @Nullable Throwable cause) {
        return new ProblemException(
                ErrorCode.VALIDATION_FAILED, what, "Correct the value.", null, cause);
    }
}
