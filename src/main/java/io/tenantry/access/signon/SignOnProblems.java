package io.tenantry.access.signon;

import io.tenantry.access.signon.oidc.ProviderException;
import io.tenantry.problem.ErrorCode;
import io.tenantry.problem.Problem;
import io.tenantry.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why sign-ons fail. */
final class SignOnProblems {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int LONGEST_WORD = 40;
    private static final String START = "/api/v1/auth/sign-on/";

    private SignOnProblems() {}

    /** Why a person is not let in, whom the provider knows. */
    enum Refusal {
        PROVIDER_REFUSED("the provider did not let the person in"),
        EMAIL_MISSING("the provider does not say the person's e-mail address"),
        EMAIL_UNVERIFIED("the provider does not say that the e-mail address is verified"),
        EMAIL_DOMAIN("the address is of no domain that the organisation has verified"),
        ROLE_MISSING("no rule gives the person a role"),
        ROLE_GONE("the role or department of the rule is no more"),
        NOT_A_MEMBER("the person does not belong to the organisation"),
        SUSPENDED("the person is suspended"),
        ACCOUNT_CLOSED("the account is closed"),
        PLATFORM_STAFF("people with an office on the platform sign in by their own means");

        private final String words;

        Refusal(String words) {
            this.words = words;
        }

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        String words() {
            return words;
        }
    }

    static ProblemException refused(Refusal why) {
        return refused(why, why.words());
    }

    /**
     * That the provider did not let somebody in.
     *
     * @param error as it says it, for machines
     */
    static ProblemException refusedThere(String error) {
        String word = error.replaceAll("[^\\w.-]", "");
        return refused(
                Refusal.PROVIDER_REFUSED,
                Refusal.PROVIDER_REFUSED.words()
                        + ": "
                        + word.substring(0, Math.min(word.length(), LONGEST_WORD)));
    }

    private static ProblemException refused(Refusal why, String words) {
        return with(
                ErrorCode.SIGN_ON_REFUSED,
                why.code(),
                words,
                "Ask an administrator of your organisation.",
                null,
                null);
    }

    static ProblemException of(ProviderException failure) {
        return failure.fault().isOutage()
                ? with(
                        ErrorCode.SIGN_ON_UNAVAILABLE,
                        failure.fault().code(),
                        failure.detail(),
                        "Try again after the time in the Retry-After header; if it lasts, an"
                                + " administrator of the organisation finds out with POST"
                                + " /api/v1/sign-on/test.",
                        SOON,
                        failure)
                : with(
                        ErrorCode.SIGN_ON_TOKEN_REFUSED,
                        failure.fault().code(),
                        failure.detail(),
                        "Begin anew. If it happens again, tell an administrator of your organisation.",
                        null,
                        failure);
    }

    /** That people of an address's domain come in by sign-on. */
    static ProblemException required(String slug) {
        return with(
                ErrorCode.SIGN_ON_REQUIRED,
                "sign_on",
                START + slug,
                "Sign on with GET " + START + slug + ".",
                null,
                null,
                "the organisation %s wants its own sign-on for your address".formatted(slug));
    }

    static ProblemException notFound() {
        return new ProblemException(
                ErrorCode.SIGN_ON_NOT_FOUND,
                "there is no sign-on",
                "Check the organisation's slug, or sign in with your password.");
    }

    static ProblemException stateInvalid() {
        return new ProblemException(
                ErrorCode.SIGN_ON_STATE_INVALID,
                "the sign-on was not begun in this browser, or more than ten minutes ago",
                "Begin anew, and allow cookies.");
    }

    static ProblemException codeInvalid() {
        return new ProblemException(
                ErrorCode.SIGN_ON_CODE_INVALID,
                "the code is unknown, used, older than two minutes, or of another browser",
                "Begin anew.");
    }

    private static ProblemException with(
            ErrorCode code,
            String fault,
            String detail,
            String remedy,
            @Nullable Duration wait,
            @Nullable Throwable cause) {
        return with(code, fault, detail, remedy, wait, cause, detail);
    }

    private static ProblemException with(
            ErrorCode code,
            String fault,
            String words,
            String remedy,
            @Nullable Duration wait,
            @Nullable Throwable cause,
            String detail) {
        return new ProblemException(
                code,
                detail,
                remedy,
                wait,
                cause,
                List.of(new Problem.Fault(null, null, fault, words, null)));
    }
}
