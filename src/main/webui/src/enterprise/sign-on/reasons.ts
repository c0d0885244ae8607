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

const texts = defineTexts("sign-on-reasons", EN, {
  provider_refused: "身份提供方拒绝了此次登录。",
  email_missing: "身份提供方未给出邮箱地址。请检查邮箱声明。",
  email_unverified: "身份提供方未说明邮箱已验证。请让其说明，或选择信任该地址。",
  email_domain: "该地址不属于本组织任何已验证的邮件域名。",
  role_missing: "没有规则赋予此人角色，且未设置默认角色。",
  role_gone: "规则赋予的角色已不存在。",
  not_a_member: "此人不是成员，且未允许通过单点登录成为成员。",
  suspended: "此人在本组织已被停用。",
  account_closed: "此人的账户已关闭。",
  platform_staff: "平台运营人员不能通过组织的单点登录进入。",
  code_refused: "身份提供方不接受它自己发出的代码。",
  token_malformed: "无法读取身份提供方的回答。",
  token_algorithm: "身份提供方的签名方式不够安全。",
  token_key: "身份提供方使用了未公布的密钥签名。",
  token_signature: "身份提供方回答的签名有误。",
  token_issuer: "回答中的签发者与所设置的不同。",
  token_audience: "该回答是发给另一个客户端的。",
  token_expired: "该回答已过期。请核对时钟。",
  token_nonce: "该回答属于另一次登录。",
  unreachable: "无法连接身份提供方。",
  slow: "身份提供方响应太慢。",
  busy: "同时进行的登录过多，请重试。",
  address_forbidden: "本服务不得访问该签发者地址。",
  redirected: "身份提供方跳转到了别处。请填写其跳转到的地址。",
  too_large: "身份提供方的回答过大。",
  unexpected_answer: "该地址不是 OpenID Connect 身份提供方。请检查签发者。",
  other_issuer: "身份提供方自称的签发者不同。请逐字填写其自称的值。",
  description_incomplete: "身份提供方的描述缺少必要内容。",
  no_keys: "身份提供方未公布可用的密钥。",
  client_refused: "身份提供方不认可该客户端的密钥。",
});

function isKnown(reason: string): reason is Reason {
  return Object.hasOwn(EN, reason);
}

/** Why a sign-on does not work, in words; what the server says, if we have none. */
export function useReason(): (code: string | null, otherwise: string) => string {
  const t = texts.use();
  return (code, otherwise) => (code !== null && isKnown(code) ? t(code) : otherwise);
}
