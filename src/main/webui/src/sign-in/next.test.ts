import { expect, test } from "vitest";
import type { TenantOfMine } from "@/api/schema";
import { wayIn } from "./next";

const acme: TenantOfMine = {
  id: "1",
  slug: "acme",
  name: "Acme",
  roles: ["member"],
  state: "active",
};
const other: TenantOfMine = { ...acme, id: "2", slug: "other" };

test("goes to where somebody wanted to go", () => {
  expect(wayIn("/t/acme/designs?q=a", [acme])).toBe("/t/acme/designs?q=a");
});

test.each(["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", ""])(
  "never leads to another site: %s",
  (next) => {
    expect(wayIn(next, [acme])).toBe("/t/acme");
  },
);

test("asks where to, with several tenants or none", () => {
  expect(wayIn(null, [acme, other])).toBe("/choose");
  expect(wayIn(null, [])).toBe("/choose");
});
