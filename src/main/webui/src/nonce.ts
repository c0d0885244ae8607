/** What the server allows styles of this page by: a word that it makes up for each answer. */
export const nonce: string | undefined =
  document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce || undefined;

/**
 * Lets the styles of our own scripts in. Ant Design takes the nonce for its themes, but not for the
 * few rules by which it locks scrolling and measures scroll bars, nor for icons that hold a style. Only scripts reach this, and those
 * come from our own server alone; styles in injected markup stay out.
 */
export function allowOwnStyles(): void {
  if (nonce === undefined) {
    return;
  }
  const word = nonce;
  const { createElement, createElementNS } = Document.prototype;
  Document.prototype.createElement = function (this: Document, ...made: unknown[]) {
    return allowed(Reflect.apply(createElement, this, made), word);
  } as typeof createElement;
  Document.prototype.createElementNS = function (this: Document, ...made: unknown[]) {
    return allowed(Reflect.apply(createElementNS, this, made), word);
  } as typeof createElementNS;
}

function allowed<T extends Element>(made: T, word: string): T {
  if (made instanceof HTMLStyleElement || made instanceof SVGStyleElement) {
    made.nonce = word;
  }
  return made;
}
