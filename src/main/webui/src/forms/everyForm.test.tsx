import { fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { wrongWith } from "@/forms/fit";
import { FORMS } from "@/testing/forms";
import { DATE, GARBAGE, NUMBERS, ODD } from "@/testing/garbage";
import { type Answering, type Call, me, problem, serve, show } from "@/testing/screen";

const ROLE = { id: "member", name: "Member", ofProduct: true, permissions: [], scope: "tenant" };
const EVERYTHING = [
  "department:read",
  "design:read",
  "member:read",
  "platform-audit:read",
  "role:read",
  "server:read",
  "support-access:manage",
  "tenant:read",
];
const GIVEN: Record<string, unknown> = {
  "GET /api/v1/me": me(...EVERYTHING),
  "GET /api/v1/roles": { items: [ROLE], nextCursor: null },
  "GET /api/v1/access-policy": { approvalRequired: false, domains: [], language: null },
  "GET /api/v1/onboarding": { plans: [] },
  "GET /api/v1/support-access": { allowed: "full", until: null },
};
/** What fields take that do not take anything. */
const PLAIN: [RegExp, string][] = [
  [/email/i, "ada@acme.example"],
  [/slug/, "acme-two"],
  [/issuer/, "https://id.acme.example"],
  [/^code$/, "123456"],
  [/^tenant$|^plan$/, "acme"],
  [/adminUser/, "root"],
  [/domains/, "acme.example"],
  [/labels|tags/, "region=eu"],
];

let calls: Call[];
let complaints: unknown[][];

beforeEach(() => {
  complaints = [];
  // How high a text is jsdom does not know.
  const complain = (...words: unknown[]) =>
    /css style property/.test(String(words[0])) || complaints.push(words);
  vi.spyOn(console, "error").mockImplementation(complain);
  vi.spyOn(console, "warn").mockImplementation(complain);
  calls = refusing();
});
afterEach(() => vi.restoreAllMocks());

/** A server that takes nothing, and says so of each value. */
function refusing(): Call[] {
  const answers = (call: string): Answering => {
    if (call.startsWith("GET ") && !call.endsWith("/verify")) {
      return GIVEN[call] ?? { items: [], nextCursor: null };
    }
    return async (request: Request) => {
      const text = await request.clone().text();
      const fields = text.startsWith("{") ? Object.keys(JSON.parse(text)) : [];
      return problem(400, "validation_failed", "refused: all", {
        errors: fields.map((each) => ({ pointer: `/${each}`, detail: `refused: ${each}` })),
      });
    };
  };
  return serve(new Proxy({}, { get: (_, call) => answers(String(call)) }));
}

/** What was sent of what was typed. */
function sent(): Call[] {
  return calls.filter(
    ({ call }) => (!call.startsWith("GET ") || call.endsWith("/verify")) && !/refresh$/.test(call),
  );
}

type Field = HTMLInputElement | HTMLTextAreaElement;
const NO_TEXT = "[type=checkbox], [type=radio], [type=file], [hidden], [readonly], :disabled";

function fields(): Field[] {
  return [...document.querySelectorAll<Field>("input, textarea")].filter(
    (each) =>
      !each.matches(NO_TEXT) &&
      each.closest("[aria-hidden=true]") === null &&
      (each.getAttribute("role") !== "combobox" || isFree(each)),
  );
}

/** Whether a box takes what is not among its choices. */
function isFree(field: Field): boolean {
  const box = field.closest(".ant-select");
  return box !== null && (box.matches(".ant-select-auto-complete") || isTags(field));
}

function isTags(field: Field): boolean {
  return field.closest(".ant-select-multiple") !== null;
}

const isNumber = (field: Field) => field.getAttribute("role") === "spinbutton";
const isDate = (field: Field) => field.closest(".ant-picker") !== null;
const isText = (field: Field) => !isNumber(field) && !isDate(field);

function paste(field: Field, text: string): void {
  for (const gone of field.closest(".ant-select")?.querySelectorAll(REMOVAL) ?? []) {
    fireEvent.click(gone);
  }
  fireEvent.change(field, { target: { value: text } });
  if (isTags(field)) {
    fireEvent.keyDown(field, { key: "Enter", keyCode: 13 });
  } else if (!isText(field)) {
    fireEvent.blur(field);
  }
}

const REMOVAL = ".ant-select-selection-item-remove";

function plainOf({ id }: Field): string {
  return PLAIN.find(([like]) => like.test(id))?.[1] ?? ODD;
}

/** What stands in the form: values of fields, and what was made of them in boxes. */
function written(): string[] {
  const tags = [...document.querySelectorAll(".ant-select-multiple .ant-select-selection-item")];
  return [...fields().map(({ value }) => value), ...tags.map((tag) => tag.textContent)];
}

const SENDS =
  ".ant-drawer-footer .ant-btn-primary, .ant-modal-footer .ant-btn-primary, button[type=submit]";

function button(): HTMLButtonElement | null {
  return document.querySelector<HTMLButtonElement>(SENDS);
}

function isRefused(field: Field): boolean {
  const item = field.closest(".ant-form-item");
  return (item?.querySelector(".ant-form-item-explain-error")?.textContent ?? "") !== "";
}

/** Sends what stands there: it is refused at its fields in words, or else it arrives; nothing is lost. */
async function refuse(judged: (field: Field) => boolean): Promise<void> {
  const before = sent().length;
  const typed = written();
  button()?.click();
  await waitFor(() => {
    const taken = fields().filter((field) => judged(field) && !isRefused(field));
    if (taken.length > 0 && sent().length === before && button()?.disabled === false) {
      throw new Error(`nothing is said at ${taken.map(({ id }) => id)}`);
    }
  });
  expect(written()).toEqual(typed);
}

function stringsOf(value: unknown): string[] {
  if (typeof value === "string") {
    return [value];
  }
  return value !== null && typeof value === "object"
    ? Object.entries(value)
        .filter(([key]) => !/password|secret/i.test(key))
        .flatMap(([key, of]) => [key, ...stringsOf(of)])
    : [];
}

test.each(FORMS)("$of says what is wrong with what is pasted", async (form) => {
  show(form.shown(), form.at);
  await waitFor(() => expect(fields().length).toBeGreaterThan(0));
  await form.choose?.();

  const texts = () => fields().filter(isText);
  for (const pasted of [GARBAGE.controls + GARBAGE.half, GARBAGE.long]) {
    for (const field of texts()) {
      paste(field, pasted);
    }
    await refuse(isText);
  }
  const numbers = fields().filter(isNumber);
  for (const field of numbers) {
    for (const pasted of NUMBERS) {
      paste(field, pasted);
    }
  }
  if (numbers.length > 0) {
    await refuse(isNumber);
  }
  for (const field of fields().filter(isDate)) {
    paste(field, DATE);
  }

  for (const field of fields().filter((each) => !isDate(each))) {
    paste(field, isNumber(field) ? "5" : plainOf(field));
  }
  const typed = written();
  const before = sent().length;
  button()?.click();
  if (form.quiet !== true) {
    await waitFor(() => {
      const asked = document.querySelector<HTMLElement>(".ant-modal-confirm .ant-btn-dangerous");
      asked?.click();
      expect(sent().length).toBeGreaterThan(before);
    });
    expect((await screen.findAllByText(/refused: /)).length).toBeGreaterThan(0);
    expect(written()).toEqual(typed);
  }
  const strings = sent().flatMap(({ body }) => stringsOf(body));
  expect(strings.filter((each) => wrongWith(each, "lines") !== null)).toEqual([]);
  expect(document.querySelector(".pasted")).toBeNull();
  expect(complaints).toEqual([]);
});
