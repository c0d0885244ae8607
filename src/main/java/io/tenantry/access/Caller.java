package io.tenantry.access;

import io.tenantry.access.token.SessionOrigin;
import io.tenantry.access.token.SignInMethods;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.ProblemException;
import io.tenantry.provisioning.audit.Actor;
import io.tenantry.routing.cdi.RoutingConfig;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.util.Collection;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who makes the present request, as its verified token says. */
@RequestScoped
public class Caller {
    /** The claim of tokens of {@link io.tenantry.access.support.Visits guests}. */
    public static final String VISIT = "visit";

    /** What the audit log calls a guest, followed by the id of their visit. */
    public static final String GUEST = "support:";

    private static final String SESSION = "sid";

    private final JsonWebToken token;
    private final RoutingContext request;
    private final String tenantClaim;

    Caller(JsonWebToken token, RoutingContext request, RoutingConfig routing) {
        this.token = token;
        this.request = request;
        this.tenantClaim = routing.claim();
    }

    /**
     * The user's id.
     *
     * @throws IllegalStateException if the call is open to everybody and carries no token
     */
    public String userId() {
        String subject = token.getSubject();
        if (subject == null) {
            throw new IllegalStateException("this call is not made by anybody in particular");
        }
        return subject;
    }

    /**
     * The user's id; empty if the call is open to everybody and carries no token. Also of somebody
     * for whom only an organisation's provider has spoken: outside of it that proves nothing.
     */
    public Optional<String> signedIn() {
        return isBySignOn() ? Optional.empty() : Optional.ofNullable(token.getSubject());
    }

    /**
     * Whether the session has come of the sign-on of the token's tenant. It is as good as that
     * tenant's administrators are honest, so it must not reach the account itself, nor other
     * tenants.
     */
    public boolean isBySignOn() {
        return token.getClaim(SignInMethods.CLAIM) instanceof Collection<?> methods
                && SignInMethods.haveSignOn(methods);
    }

    /**
     * Demands that the caller has proved to this service who they are, and is here as themselves.
     *
     * @throws ProblemException {@code sign_on_confined}; {@code permission_denied} for a guest of
     *     support
     */
    public void demandOwnProof() {
        if (isBySignOn()) {
            throw confined();
        }
        if (visit().isPresent()) {
            throw new ProblemException(
                    ErrorCode.PERMISSION_DENIED,
                    "a visit to a tenant does not reach your own account",
                    "Leave the tenant for this.");
        }
    }

    /** That a session by sign-on does not reach so far. */
    public static ProblemException confined() {
        return new ProblemException(
                ErrorCode.SIGN_ON_CONFINED,
                "you have signed in by the sign-on of one organisation, which is good there alone",
                "Sign in with your own password for this. If you have none, choose one by \"Forgot"
                        + " your password?\".");
    }

    /** The tenant that the token names; empty for a token from signing in. */
    public Optional<String> tenantId() {
        return token.<String>claim(tenantClaim);
    }

    /** Where the request comes from, as an address without a port. */
    public String address() {
        return ClientAddress.of(request.request());
    }

    /** Where the request comes from, and what its client calls itself. */
    public SessionOrigin origin() {
        return RequestOrigin.of(request);
    }

    /** The caller's session; empty if the token belongs to none. */
    public Optional<String> session() {
        return token.<String>claim(SESSION);
    }

    /** The visit that the caller is on as a guest of the platform; empty for anybody else. */
    public Optional<String> visit() {
        return token.<String>claim(VISIT);
    }

    /** The caller as the audit log names them: a guest by their visit. */
    public Actor actor() {
        return new Actor(visit().map(GUEST::concat).orElseGet(this::userId), address());
    }
}
