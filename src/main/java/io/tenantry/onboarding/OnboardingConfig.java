package io.tenantry.onboarding;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How organisations sign up by themselves. */
@ConfigMapping(prefix = "tenantry.onboarding")
public interface OnboardingConfig {
    /** The form of a plan's code. */
    String PLAN = "[a-z0-9-]{1,40}";

    /** The form of a label's value. */
    String REGION = "[A-Za-z0-9._-]{1,63}";

    /**
     * {@code open}, {@code approval} (by a platform administrator) or {@code off}. Off unless
     * somebody decides otherwise: strangers cost databases and send mail in our name.
     */
    @WithDefault("off")
    Mode mode();

    /** The plans that can be chosen, the first one first; none for no choice and no plan. */
    @WithDefault("standard")
    Optional<List<@Pattern(regexp = PLAN) String>> plans();

    /**
     * The regions that can be chosen: values of the label {@code region} of database servers. None
     * for no choice, and a database on any server.
     */
    Optional<List<@Pattern(regexp = REGION) String>> regions();

    /** How long a sign-up is kept that nobody goes on with; hours to months. */
    @WithDefault("7D")
    Duration expiry();

    /** How long one is kept whose address was not shown, from its beginning; minutes to days. */
    @WithDefault("2H")
    Duration unverified();

    /** How long a slug is kept for a sign-up, from its last change; minutes to days. */
    @WithDefault("1H")
    Duration holdSlug();

    /** How many sign-ups may begin from one address within an hour. */
    @WithDefault("10")
    @Min(1)
    int perAddress();

    /** How many tenants may be made for one e-mail address within a day, without approval. */
    @WithDefault("3")
    @Min(1)
    int perPerson();

    /** How many sign-ups may begin in all within an hour. */
    @WithDefault("1000")
    @Min(1)
    int perHour();

    /** How many sign-ups may be unfinished at a time. */
    @WithDefault("2000")
    @Min(1)
    int mostUnfinished();

    /** How many slugs may be asked about from one address within a minute. */
    @WithDefault("120")
    @Min(1)
    int slugChecks();

    /** How many people a sign-up may invite: strangers send mail in our name. */
    @WithDefault("50")
    @Min(0)
    @Max(500)
    int invitations();
}
