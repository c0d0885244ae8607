package io.tenantry.access.signon;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tenantry.access.user.Email;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the calls about sign-on take and answer. None of them shows its secrets in a log. */
final class SignOnMessages {
    private static final int MOST_RULES = 200;
    private static final int LONGEST_TOKEN = 100;
    private static final int LONGEST_CODE = 10;
    private static final int LONGEST_RECOVERY_CODE = 40;

    private SignOnMessages() {}

    /** What a value of a claim makes of somebody. */
    @Schema(name = "SignOnRule")
    record RuleMessage(
            @Schema(
                            description =
                                    "A claim's name, or with a slash in front a JSON pointer into the claims",
                            examples = "/realm_access/roles")
                    @NotBlank
                    @Size(max = 200)
                    String claim,
            @Schema(
                            description = "What the claim, or one of a list, has to be",
                            examples = "tenantry-designers")
                    @NotBlank
                    @Size(max = 255)
                    String value,
            @Schema(description = "null to say nothing of the role", examples = "member")
                    @Size(max = 40)
                    @Nullable String role,
            @Schema(
                            description = "A department's id; null to say nothing of it",
                            examples = "01JQ5Z7Z0N8V6W4X2Y0A1B3C5D")
                    @Size(max = 26)
                    @Nullable String department) {
        static RuleMessage of(Rule rule) {
            return new RuleMessage(rule.claim(), rule.value(), rule.role(), rule.department());
        }

        Rule rule() {
            return new Rule(claim, value, role, department);
        }
    }

    /** A sign-on as it is wished; what is left out is as it is by default. */
    @Schema(name = "SignOnWish")
    record Wish(
            @Schema(examples = "https://login.acme.example/realms/acme") @NotBlank @Size(max = 255)
                    String issuer,
            @Schema(examples = "tenantry") @NotBlank @Size(max = 255) String clientId,
            @Schema(
                            description =
                                    "Never shown again. Left out, it stays as it is; another issuer needs it anew")
                    @Size(max = 900)
                    @Nullable String clientSecret,
            @Schema(description = "openid has to be among them", examples = "openid email profile")
                    @Size(max = 255)
                    @Nullable String scopes,
            @Schema(description = "The claim with the address", examples = "email") @Size(max = 200)
                    @Nullable String emailClaim,
            @Schema(
                            description =
                                    "Whether the address counts although the provider does not say"
                                            + " email_verified: only if people cannot change it there")
                    @Nullable Boolean emailTrusted,
            @Schema(description = "Whether a second factor counts that the provider names in amr")
                    @Nullable Boolean factorTrusted,
            @Schema(
                            description = "Whether people who are no members become members by it",
                            examples = "true")
                    @Nullable Boolean joins,
            @Schema(
                            description =
                                    "What those are to be whom no rule gives a role; left out, they are refused",
                            examples = "member")
                    @Size(max = 40)
                    @Nullable String defaultRole,
            @Size(max = MOST_RULES) @Nullable List<@NotNull @Valid RuleMessage> rules) {
        @Override
        public String toString() {
            return "Wish[]";
        }
    }

    /** How an organisation's people sign on, without the secret. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "SignOn")
    record View(
            @Schema(examples = "https://login.acme.example/realms/acme") String issuer,
            @Schema(examples = "tenantry") String clientId,
            @Schema(examples = "openid email profile") String scopes,
            @Schema(examples = "email") String emailClaim,
            boolean emailTrusted,
            boolean factorTrusted,
            boolean joins,
            @Schema(examples = "member") @Nullable String defaultRole,
            List<RuleMessage> rules,
            @Schema(description = "What the provider has to know as the redirect URI")
                    URI redirectUri,
            @Schema(description = "Whether a test sign-in has succeeded with it as it is")
                    boolean tested,
            @Nullable Instant testedAt,
            Instant changedAt) {
        static View of(Setup setup, URI redirectUri) {
            return new View(
                    setup.client().issuer(),
                    setup.client().id(),
                    setup.scopes(),
                    setup.emailClaim(),
                    setup.emailTrusted(),
                    setup.factorTrusted(),
                    setup.joins(),
                    setup.mapping().defaultRole(),
                    setup.mapping().rules().stream().map(RuleMessage::of).toList(),
                    redirectUri,
                    setup.isTested(),
                    setup.testedAt(),
                    setup.changedAt());
        }
    }

    /** What was looked at, and how it is. */
    @Schema(name = "SignOnFinding")
    record Finding(
            @Schema(
                            examples = "credentials",
                            enumeration = {"discovery", "keys", "credentials"})
                    String check,
            boolean ok,
            @Schema(examples = "client_refused") @Nullable String code,
            @Schema(examples = "the provider does not know the client by its secret")
                    String detail) {}

    /** What a test found. */
    @Schema(name = "SignOnTest")
    record Tested(
            List<Finding> findings,
            @Schema(
                            description =
                                    "Where the same browser goes to try a sign-in; null if the provider does not"
                                            + " answer. It ends at the console's page /sign-on-test#token=…: read"
                                            + " what came of it with GET /api/v1/sign-on/tests/{test}")
                    @Nullable URI signIn) {}

    /** Somebody who does not know where they sign on. */
    @Schema(name = "FindSignOn")
    record Find(
            @Schema(examples = "grace@acme.example") @NotBlank @Size(max = Email.LONGEST)
                    String email) {
        @Override
        public String toString() {
            return "Find[]";
        }
    }

    /** Where people of a domain sign on. */
    @Schema(name = "FoundSignOn")
    record Found(
            @Schema(examples = "acme") String slug,
            @Schema(description = "Whether they come in by no other way", examples = "true")
                    boolean enforced,
            @Schema(examples = "/api/v1/auth/sign-on/acme") URI start) {}

    /** A code of a sign-on, with a second factor if one was asked for. */
    @Schema(name = "CompleteSignOn")
    record Complete(
            @NotBlank @Size(max = LONGEST_TOKEN) String code,
            @Schema(examples = "492039") @Size(max = LONGEST_CODE) @Nullable String factorCode,
            @Schema(examples = "4TJ0-QX8M-7ZKC-W2VA") @Size(max = LONGEST_RECOVERY_CODE)
                    @Nullable String recoveryCode) {
        @Override
        public String toString() {
            return "Complete[]";
        }
    }

    /** A mail domain to verify. */
    @Schema(name = "NewSignOnDomain")
    record NewDomain(@Schema(examples = "acme.example") @NotBlank @Size(max = 253) String domain) {}

    /** Whether people of a domain come in by sign-on only. */
    @Schema(name = "SignOnEnforcement")
    record Enforced(@NotNull Boolean enforced) {}

    /** A mail domain. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "SignOnDomain")
    record DomainView(
            @Schema(examples = "acme.example") String domain,
            boolean verified,
            boolean enforced,
            @Nullable Instant verifiedAt,
            @Schema(
                            description =
                                    "The name of the TXT record that shows whose the domain is",
                            examples = "_tenantry.acme.example")
                    String recordName,
            @Schema(examples = "tenantry-verification=qJ3…") String recordValue) {
        static DomainView of(MailDomain domain) {
            return new DomainView(
                    domain.domain(),
                    domain.isVerified(),
                    domain.enforced(),
                    domain.verifiedAt(),
                    domain.recordName(),
                    domain.recordValue());
        }
    }

    /** All mail domains of an organisation: never more than fifty. */
    @Schema(name = "SignOnDomains")
    record DomainList(List<DomainView> items) {}
}
