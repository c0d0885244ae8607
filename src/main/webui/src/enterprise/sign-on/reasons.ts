import { REASONS } from "@/sign-on/reasons.zh-CN";
import { defineTexts } from "@/texts/texts";

const EN = {
  provider_refused: "The provider refused the sign-in.",
  email_missing: "The provider says no e-mail address. Look at the claim with the address.",
  email_unverified:
    "The provider does not say that the address is verified. Have it say so, or trust the address.",
  email_domain: "The address is of no verified mail domain of this organisation.",
  role_missing: "No rule gives the person a role, and there is no role for everybody else.",
  role_gone: "A rule gives a role that does not exist any more.",
  not_a_member: "The person is no member, and people do not become members by signing on.",
  suspended: "The person is suspended here.",
  account_closed: "The person’s account is closed.",
  platform_staff: "People who run the platform do not sign on through an organisation.",
  code_refused: "The provider did not take the code that it had given out itself.",
  token_malformed: "The provider’s answer cannot be read.",
  token_algorithm: "The provider signs in a way that is not safe enough.",
  token_key: "The provider signs with a key that it does not publish.",
  token_signature: "The signature of the provider’s answer is wrong.",
  token_issuer: "The answer names another issuer than the one that is set up.",
  token_audience: "The answer is meant for another client.",
  token_expired: "The answer is too old. Compare the clocks.",
  token_nonce: "The answer belongs to another sign-in.",
  unreachable: "The provider cannot be reached.",
  slow: "The provider takes too long to answer.",
  busy: "Too many sign-ins are going on at once. Try again.",
  address_forbidden: "The issuer’s address is one that this service may not call.",
  redirected: "The provider sends elsewhere. Enter the address that it sends to.",
  too_large: "The provider answers with more than can be meant.",
  unexpected_answer: "What answers there is no provider of OpenID Connect. Look at the issuer.",
  other_issuer: "The provider calls itself otherwise. Enter the issuer word for word as it does.",
  description_incomplete: "The provider’s description lacks something that is needed.",
  no_keys: "The provider publishes no keys that can be used.",
  client_refused: "The provider does not know the client by its secret.",
} as const;

type Reason = keyof typeof EN;

const texts = defineTexts("sign-on-reasons", EN, REASONS);

function isKnown(reason: string): reason is Reason {
  return Object.hasOwn(EN, reason);
}

/** Why a sign-on does not work, in words; what the server says, if we have none. */
export function useReason(): (code: string | null, otherwise: string) => string {
  const t = texts.use();
  return (code, otherwise) => (code !== null && isKnown(code) ? t(code) : otherwise);
}
