/** Whether an address can be the one of which the server shows `g***@acme.example`. */
export function fits(email: string, masked: string): boolean {
  const typed = split(email);
  const shown = split(masked);
  return (
    typed !== null &&
    shown !== null &&
    typed.domain === shown.domain &&
    typed.local.startsWith(shown.local.replace(/\*+.*$/, ""))
  );
}

function split(email: string): { local: string; domain: string } | null {
  const at = email.lastIndexOf("@");
  return at < 0
    ? null
    : {
        local: email.slice(0, at).trim().toLowerCase(),
        domain: email
          .slice(at + 1)
          .trim()
          .toLowerCase(),
      };
}
