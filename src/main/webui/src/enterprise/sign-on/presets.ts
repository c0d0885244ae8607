import type { Text } from "@/texts/texts";

/** Providers whose peculiarities we know. */
export const PROVIDERS = ["other", "keycloak", "entra", "google", "okta"] as const;
export type Provider = (typeof PROVIDERS)[number];

export const NAMES: Readonly<Record<Exclude<Provider, "other">, string>> = {
  keycloak: "Keycloak",
  entra: "Entra ID",
  google: "Google Workspace",
  okta: "Okta",
};

interface Preset {
  issuer: string;
  /** What a rule is usually about there. */
  claim: string;
  values: { emailClaim: string; emailTrusted: boolean; issuer?: string };
  hints: readonly HintKey[];
}

export type HintKey =
  | "hintOther"
  | "hintKeycloakClient"
  | "hintKeycloakGroups"
  | "hintKeycloakFactor"
  | "hintEntraIssuer"
  | "hintEntraEmail"
  | "hintEntraGroups"
  | "hintGoogleIssuer"
  | "hintGoogleGroups"
  | "hintOktaIssuer"
  | "hintOktaGroups";

const USUAL = { emailClaim: "email", emailTrusted: false };

export const PRESETS: Readonly<Record<Provider, Preset>> = {
  other: {
    issuer: "https://login.acme.example",
    claim: "groups",
    values: USUAL,
    hints: ["hintOther"],
  },
  keycloak: {
    issuer: "https://HOST/realms/REALM",
    claim: "groups",
    values: USUAL,
    hints: ["hintKeycloakClient", "hintKeycloakGroups", "hintKeycloakFactor"],
  },
  entra: {
    issuer: "https://login.microsoftonline.com/DIRECTORY-ID/v2.0",
    claim: "groups",
    values: { emailClaim: "preferred_username", emailTrusted: true },
    hints: ["hintEntraIssuer", "hintEntraEmail", "hintEntraGroups"],
  },
  google: {
    issuer: "https://accounts.google.com",
    claim: "hd",
    values: { ...USUAL, issuer: "https://accounts.google.com" },
    hints: ["hintGoogleIssuer", "hintGoogleGroups"],
  },
  okta: {
    issuer: "https://ORG.okta.com",
    claim: "groups",
    values: USUAL,
    hints: ["hintOktaIssuer", "hintOktaGroups"],
  },
};

/** Which provider an issuer is one of, as far as its address tells. */
export function providerOf(issuer: string | undefined): Provider {
  if (issuer === undefined) {
    return "keycloak";
  }
  if (issuer.startsWith("https://login.microsoftonline.com/")) {
    return "entra";
  }
  if (issuer === "https://accounts.google.com") {
    return "google";
  }
  if (/\.okta(-emea|preview)?\.com(\/|$)/.test(issuer)) {
    return "okta";
  }
  return issuer.includes("/realms/") ? "keycloak" : "other";
}

export function nameOf(provider: Provider, t: Text<"other">): string {
  return provider === "other" ? t("other") : NAMES[provider];
}
