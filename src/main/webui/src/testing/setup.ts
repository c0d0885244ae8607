import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterEach, vi } from "vitest";

// What Ant Design asks of a browser, and jsdom has not.
Object.assign(globalThis, {
  matchMedia: (query: string) => ({
    matches: query.includes("min-width"),
    media: query,
    onchange: null,
    addListener: () => undefined,
    removeListener: () => undefined,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    dispatchEvent: () => false,
  }),
  ResizeObserver: class {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  },
});
// A promise, as Chromium answers: an effect must not hand it on as what ends it.
Element.prototype.scrollIntoView ??= () => Promise.resolve();

// There are no style sheets in tests (see show()), but jsdom looks for them at each element, and each
// search by role asks about each: what counts is what elements say of themselves, or those around them.
const INHERITED = { visibility: "visible", "pointer-events": "auto" };
const USUAL: Record<string, string> = { ...INHERITED, display: "block", opacity: "1" };
const dashed = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function looks(element: Element): CSSStyleDeclaration {
  const of = (name: string): string => {
    if (name === "display" && element.hasAttribute("hidden")) {
      return "none";
    }
    const from = name in INHERITED ? element.closest(`[style*="${name}"]`) : element;
    const said = from instanceof HTMLElement ? from.style.getPropertyValue(name) : "";
    return said || (USUAL[name] ?? "");
  };
  return new Proxy((element as HTMLElement).style, {
    get: (style, name) => {
      if (name === "getPropertyValue") {
        return of;
      }
      const own: unknown = Reflect.get(style, name);
      return own === "" && typeof name === "string" ? of(dashed(name)) : own;
    },
  });
}
globalThis.getComputedStyle = looks;
if (document.defaultView !== null) {
  document.defaultView.getComputedStyle = looks;
}

// A machine that does much else besides is slow, not wrong.
configure({ asyncUtilTimeout: 10_000 });

afterEach(() => {
  cleanup();
  // A stubbed fetch, see serve().
  vi.unstubAllGlobals();
});
