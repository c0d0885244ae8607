import { expect, test } from "vitest";
import { ProblemError } from "@/api/problem";
import type { OnboardingOffer, SignUp } from "@/api/schema";
import { slugOf } from "@/forms/slug";
import { pathAt, pathsOf, readDepartments } from "./departments";
import { isOver, type MakingEvent, stepsWith } from "./making";
import { isCsv, written, wrongLines } from "./people";
import { stepAt, stepsOf } from "./steps";

const OFFER: OnboardingOffer = {
  mode: "open",
  plans: ["standard"],
  regions: [],
  languages: ["en"],
  mostInvitations: 50,
  mostDepartments: 100,
};

function signUp(...missing: string[]): SignUp {
  return {
    id: "1",
    state: "open",
    language: "en",
    departments: [],
    invitations: [],
    missing,
    createdAt: "2026-11-27T08:00:00Z",
  };
}

test("plan and region are a step only where there is a choice", () => {
  expect(stepsOf(OFFER)).not.toContain("plan");
  expect(stepsOf({ ...OFFER, regions: ["eu"] })).not.toContain("plan");
  expect(stepsOf({ ...OFFER, regions: ["eu", "cn"] })).toContain("plan");
});

test.each([
  ["review", undefined, "organisation"],
  [null, signUp("verification"), "administrator"],
  ["people", signUp("password"), "administrator"],
  ["organisation", signUp("password"), "organisation"],
  [null, signUp(), "review"],
  ["people", signUp(), "people"],
  ["nonsense", signUp("departments"), "people"],
])("whoever wishes for %s gets no further than what is filled in", (wish, state, shown) => {
  const steps = stepsOf(OFFER);

  expect(steps[stepAt(wish, state, steps)]).toBe(shown);
});

test.each([
  ["Acme Fashion Ltd", "acme-fashion-ltd"],
  ["Établissements Éclat", "etablissements-eclat"],
  ["3 Sisters & Co.", "sisters-co"],
  ["示例服饰", ""],
  ["🧵🧵", ""],
])("the name %s suggests the slug %s", (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});

test("departments are a line each, with slashes between those above and those below", () => {
  const tree = readDepartments("Design\n Design / Knitwear \n\nSales/Export\nSales");

  expect(pathsOf(tree)).toEqual(["Design", "Design/Knitwear", "Sales", "Sales/Export"]);
  expect(pathAt(tree, "/departments/0/departments/0/name")).toBe("Design/Knitwear");
});

test("a header makes CSV of what was pasted", () => {
  expect(isCsv("email,name\nada@acme.example,Ada")).toBe(true);
  expect(isCsv("Name;E-Mail\n")).toBe(true);
  expect(isCsv("ada@acme.example, grace@acme.example")).toBe(false);
});

test("a wrong line is shown as it is, under its number", () => {
  const error = new ProblemError({
    type: "about:blank",
    title: "",
    status: 400,
    code: "validation_failed",
    detail: "",
    remedy: "",
    errors: [{ line: 3, code: "email_malformed", detail: "there is no e-mail address" }],
  });

  expect(wrongLines(error, "email\nada@acme.example\r\nbad\n")).toMatchObject([
    { line: 3, text: "bad" },
  ]);
});

test("blank rows are no people, and others keep their place for what is said of them", () => {
  expect(written([{ role: "member" }, { email: " ada@acme.example ", role: "member" }])).toEqual([
    { at: 1, invitee: { email: "ada@acme.example", role: "member" } },
  ]);
});

test("events that come twice, as after a cut, leave the steps as they are", () => {
  const steps = [
    { name: "open-route", state: "pending", startedAt: null, finishedAt: null },
  ] as const;
  const events: MakingEvent[] = [
    { sequence: 1, at: "2026-11-27T08:00:00Z", step: "open-route", state: "doing" },
    { sequence: 2, at: "2026-11-27T08:00:02Z", step: "open-route", state: "done" },
    { sequence: 3, at: "2026-11-27T08:00:02Z", step: null, state: "succeeded" },
  ];

  const after = stepsWith(steps, [...events, ...events]);

  expect(after).toEqual([
    {
      name: "open-route",
      state: "done",
      startedAt: "2026-11-27T08:00:00Z",
      finishedAt: "2026-11-27T08:00:02Z",
    },
  ]);
  expect(isOver(events.slice(0, 2))).toBe(false);
  expect(isOver(events)).toBe(true);
});

test("a stream that begins anew takes no step back that is known to be done", () => {
  const steps = [
    {
      name: "open-route",
      state: "done",
      startedAt: "2026-11-27T08:00:00Z",
      finishedAt: "2026-11-27T08:00:02Z",
    },
  ] as const;

  const after = stepsWith(steps, [
    { sequence: 1, at: "2026-11-27T08:00:00Z", step: "open-route", state: "doing" },
  ]);

  expect(after[0]?.state).toBe("done");
});
