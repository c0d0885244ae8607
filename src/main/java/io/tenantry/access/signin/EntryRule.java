package io.tenantry.access.signin;

import io.tenantry.access.token.SignInMethods;
import io.tenantry.access.user.Membership;
import io.tenantry.access.user.User;
import io.tenantry.problem.ProblemException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Says how people have to have signed in to be let into a tenant; asked when they choose it and
 * when its tokens are renewed, in the caller's transaction.
 */
public interface EntryRule {
    /** Why somebody who has signed in like this is not let in; empty if nothing is against it. */
    Optional<ProblemException> refusal(
            Handle handle, User user, Membership membership, SignInMethods methods);
}
