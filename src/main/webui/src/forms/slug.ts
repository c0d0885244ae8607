/** The most characters of a slug. */
export const SLUG_MOST = 40;

/** What a slug is: as the server has it. */
export const SLUG_PATTERN = /^[a-z][a-z0-9-]{1,38}[a-z0-9]$/;

/** The slug that a name suggests; empty for one without Latin letters. */
export function slugOf(name: string): string {
  return (
    name
      // A slug has few characters: what comes after so many is not looked at.
      .slice(0, 1000)
      .normalize("NFKD")
      .replace(/\p{M}+/gu, "")
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^[^a-z]+/, "")
      .slice(0, SLUG_MOST)
      .replace(/-+$/, "")
  );
}
