package io.tenantry.access.signon;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenantry.access.signon.Codes.Holder;
import io.tenantry.access.signon.Codes.Pair;
import io.tenantry.access.signon.oidc.CodeExchange.Brought;
import io.tenantry.access.signon.oidc.IdClaims;
import io.tenantry.access.signon.oidc.ProviderException;
import io.tenantry.access.signon.oidc.SignOnProtocol;
import io.tenantry.access.throttle.Throttle;
import io.tenantry.access.throttle.Throttles;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.Problem;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.provisioning.audit.AuditEntry;
import io.tenantry.provisioning.audit.AuditLog;
import io.tenantry.provisioning.controlplane.ControlPlane;
import io.tenantry.routing.TenantId;
import io.tenantry.routing.secret.SecretBox;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Takes in browsers that come back from providers. */
@ApplicationScoped
class Returning {
    static final String NOBODY = "anonymous";

    /** The page that changes a code for tokens. */
    static final String PAGE = "sign-on";

    private static final int MOST_FAILURES = 50;

    private final Setups setups;
    private final Leaving leaving;
    private final SignOnProtocol protocol;
    private final Arriving arriving;
    private final Trials trials;
    private final Codes codes;
    private final Throttle failures;
    private final SecretBox secrets;
    private final ObjectMapper json;
    private final AuditLog audit;
    private final ControlPlane controlPlane;

    Returning(
            Setups setups,
            Leaving leaving,
            SignOnProtocol protocol,
            Arriving arriving,
            Trials trials,
            Codes codes,
            Throttles throttles,
            SecretBox secrets,
            ObjectMapper json,
            AuditLog audit,
            ControlPlane controlPlane) {
        this.setups = setups;
        this.leaving = leaving;
        this.protocol = protocol;
        this.arriving = arriving;
        this.trials = trials;
        this.codes = codes;
        this.failures = throttles.of("sign-on", MOST_FAILURES);
        this.secrets = secrets;
        this.json = json;
        this.audit = audit;
        this.controlPlane = controlPlane;
    }

    /**
     * Finds out who somebody is, and makes them what they are to be.
     *
     * @throws ProblemException {@code sign_on_state_invalid}, {@code sign_on_unavailable}, {@code
     *     sign_on_token_refused}, {@code sign_on_refused} or {@code too_many_attempts}
     */
    Landing land(Returned back) {
        // By the address as well: nobody keeps an organisation out by failing in its name.
        String who = back.tenant() + " " + back.address();
        failures.admit(who, back.address());
        try {
            Landing landing = land(back, demandBegun(back));
            failures.forgive(who, back.address());
            return landing;
        } catch (ProblemException failed) {
            // Those whom their provider knows, and it itself, are not guessing.
            if (failed.code() == ErrorCode.SIGN_ON_UNAVAILABLE
                    || failed.code() == ErrorCode.SIGN_ON_REFUSED) {
                failures.forgive(who, back.address());
            }
            throw failed;
        }
    }

    private Begun demandBegun(Returned back) {
        String cookie = back.cookie();
        String state = back.state();
        if (cookie == null || state == null) {
            throw SignOnProblems.stateInvalid();
        }
        return Begun.of(cookie, secrets, json)
                .filter(begun -> begun.expiresAt().isAfter(controlPlane.now()))
                .filter(begun -> begun.tenant().value().equals(back.tenant()))
                .filter(begun -> isSame(begun.request().state(), state))
                .orElseThrow(SignOnProblems::stateInvalid);
    }

    private static boolean isSame(String ours, String theirs) {
        return MessageDigest.isEqual(
                ours.getBytes(StandardCharsets.UTF_8), theirs.getBytes(StandardCharsets.UTF_8));
    }

    private Landing land(Returned back, Begun begun) {
        Setup setup =
                controlPlane
                        .read(handle -> setups.find(handle, begun.tenant()))
                        .filter(found -> found.version() == begun.version())
                        .orElseThrow(SignOnProblems::stateInvalid);
        if (begun.trial()) {
            return trials.land(setup, () -> identify(setup, begun, back), back.address());
        }
        try {
            IdClaims claims = identify(setup, begun, back);
            Pair pair = controlPlane.inTransaction(handle -> arrive(handle, setup, claims, back));
            return new Landing(PAGE, pair.code(), pair.cookie());
        } catch (ProblemException refused) {
            auditRefusal(setup.tenant(), refused, back.address());
            throw refused;
        }
    }

    private IdClaims identify(Setup setup, Begun begun, Returned back) {
        String code = back.code();
        String error = back.error();
        if (error != null) {
            throw SignOnProblems.refusedThere(error);
        }
        if (code == null) {
            throw SignOnProblems.stateInvalid();
        }
        try {
            return protocol.identify(
                    setup.client(),
                    new Brought(code, begun.request().verifier(), leaving.callback(setup.tenant())),
                    begun.request().nonce(),
                    back.issuer());
        } catch (ProviderException failed) {
            throw SignOnProblems.of(failed);
        }
    }

    private Pair arrive(Handle handle, Setup setup, IdClaims claims, Returned back) {
        Arrived arrived = arriving.arrive(handle, setup, claims, back.address());
        return codes.next(
                handle, new Holder(setup.tenant(), arrived.user().id(), arrived.factor()));
    }

    private void auditRefusal(TenantId tenant, ProblemException refused, String address) {
        String reason =
                refused.faults().stream()
                        .map(Problem.Fault::code)
                        .findFirst()
                        .orElse(refused.code().code());
        controlPlane.useTransaction(handle ->
                audit.append(
                        handle,
                        new AuditEntry(
                                new Actor(NOBODY, address),
                                tenant,
                                "access.sign-on-refused",
                                null,
                                null,
                                Map.of("code", refused.code().code(), "reason", reason))));
    }
}
