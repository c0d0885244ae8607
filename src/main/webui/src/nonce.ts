/** What the server allows styles of this page by: a word that it makes up for each answer. */
export const nonce: string | undefined =
  document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce || undefined;

/**
 * Lets the styles of our own scripts in. Ant Design takes the nonce for its themes, but not for the
 * few rules by which it locks scrolling and measures scroll bars. Only scripts reach this, and those
 * come from our own server alone; styles in injected markup stay out.
 */
export function allowOwnStyles(): void {
  if (nonce === undefined) {
    return;
  }
  const word = nonce;
  const create = document.createElement.bind(document) as (
    name: string,
    options?: ElementCreationOptions,
  ) => HTMLElement;
  document.createElement = ((name: string, options?: ElementCreationOptions) => {
    const made = create(name, options);
    if (made instanceof HTMLStyleElement) {
      made.nonce = word;
    }
    return made;
  }) as typeof document.createElement;
}
