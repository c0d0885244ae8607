package io.tenantry.onboarding;

import io.tenantry.access.Caller;
import io.tenantry.onboarding.Applicants.Applying;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Which sign-up a call is about, and the secret that it is made with. */
public final class SignUpKey {
    @RestPath("signUp")
    @Parameter(description = "The sign-up's id")
    String id = "";

    @RestHeader(OnboardingResource.SECRET)
    @Parameter(description = "The secret that the sign-up was begun, or gone on, with")
    @Nullable String secret;

    /** Whoever has the secret, whoever they are. */
    Applying byHolder(Caller caller) {
        return new Applying(id, secret, caller.address(), null);
    }

    /** The same, and who they are if they are signed in. */
    Applying by(Caller caller) {
        return new Applying(id, secret, caller.address(), caller.signedIn().orElse(null));
    }
}
