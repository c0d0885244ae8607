package io.tenantry.onboarding;

import io.tenantry.access.Caller;
import io.tenantry.access.mail.Language;
import io.tenantry.access.mail.Languages;
import io.tenantry.onboarding.Applicants.Applying;
import io.tenantry.onboarding.OnboardingAnswers.BegunView;
import io.tenantry.onboarding.OnboardingAnswers.OfferView;
import io.tenantry.onboarding.OnboardingAnswers.ResumedView;
import io.tenantry.onboarding.OnboardingAnswers.SlugView;
import io.tenantry.onboarding.OnboardingRequests.Begin;
import io.tenantry.onboarding.OnboardingRequests.Resume;
import io.tenantry.problem.IdempotentCall;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Organisations that sign up by themselves: what is offered, and the beginning. */
@Path("/api/v1/onboarding")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Onboarding")
class OnboardingResource {
    /** The header that carries a sign-up's secret: it stands in no address, so no log keeps it. */
    static final String SECRET = "Onboarding-Secret";

    private final Beginning beginning;
    private final Offer offer;
    private final Languages languages;
    private final Caller caller;

    OnboardingResource(Beginning beginning, Offer offer, Languages languages, Caller caller) {
        this.beginning = beginning;
        this.offer = offer;
        this.languages = languages;
        this.caller = caller;
    }

    @GET
    @PermitAll
    @Operation(operationId = "readOnboarding", summary = "What organisations are offered")
    @APIResponseSchema(value = OfferView.class, responseCode = "200")
    public OfferView read() {
        return new OfferView(
                offer.mode().code(),
                offer.plans(),
                offer.regions(),
                Arrays.stream(Language.values()).map(Language::tag).toList(),
                offer.mostInvitations(),
                WishedDepartments.MOST);
    }

    @GET
    @Path("/slugs/{slug}")
    @PermitAll
    @Operation(
            operationId = "checkSlug",
            summary = "Whether a slug can be had",
            description =
                    "Made to be asked as somebody types. With `signUp` and its Onboarding-Secret the"
                            + " slug that this sign-up holds is free.")
    @APIResponseSchema(value = SlugView.class, responseCode = "200")
    @APIResponse(responseCode = "403", description = "`onboarding_off`")
    @APIResponse(responseCode = "404", description = "`sign_up_not_found`")
    @APIResponse(responseCode = "410", description = "`sign_up_expired`")
    @APIResponse(responseCode = "429", description = "`too_many_attempts`, with Retry-After")
    public SlugView slug(
            @PathParam("slug") String slug,
            @Parameter(description = "A sign-up's id") @QueryParam("signUp")
                    @Nullable String signUp,
            @HeaderParam(SECRET) @Nullable String secret) {
        String address = caller.address();
        return beginning.slug(
                slug, signUp == null ? null : new Applying(signUp, secret, address, null), address);
    }

    @POST
    @PermitAll
    @Operation(
            operationId = "beginSignUp",
            summary = "Begin to sign an organisation up",
            description =
                    "Whoever has the secret of the answer goes on with the sign-up. Its address has to"
                            + " be shown within two hours, by default. An Idempotency-Key has 16"
                            + " characters or more here; a repeated call gets the same answer.")
    @APIResponseSchema(value = BegunView.class, responseCode = "201")
    @APIResponse(responseCode = "403", description = "`onboarding_off`")
    @APIResponse(responseCode = "409", description = "`idempotency_key_reused`")
    @APIResponse(responseCode = "429", description = "`too_many_attempts`, with Retry-After")
    public RestResponse<String> begin(
            @NotNull @Valid Begin body,
            @HeaderParam("Accept-Language") @Nullable String accepted,
            @HeaderParam(IdempotentCall.HEADER) @Nullable String key) {
        Language language =
                Language.of(body.language()).orElseGet(() -> languages.accepted(accepted));
        return beginning.begin(body, language, key, caller.address()).toResponse();
    }

    @POST
    @Path("/resume")
    @PermitAll
    @Operation(
            operationId = "resumeSignUp",
            summary = "Go on with a sign-up by the link of its mail",
            description =
                    "On whatever device. The link shows that the address is the caller's; the secret"
                            + " before is void.")
    @APIResponseSchema(value = ResumedView.class, responseCode = "200")
    @APIResponse(responseCode = "403", description = "`link_invalid`")
    @APIResponse(responseCode = "410", description = "`sign_up_expired`")
    @APIResponse(responseCode = "429", description = "`too_many_attempts`, with Retry-After")
    public ResumedView resume(@NotNull @Valid Resume body) {
        return beginning.resume(body.token(), caller.address());
    }
}
