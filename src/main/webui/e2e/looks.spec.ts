import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, newDesign, newTenant, operator, type Tenant, test, url } from "./world";

/** Where screenshots are kept; an artifact of the run. */
const SHOTS = process.env.E2E_SHOTS ?? "test-results/screens";

const ENTERPRISE = [
  "dashboard",
  "designs",
  "members",
  "departments",
  "roles",
  "invitations",
  "invitations/many",
  "sign-on",
  "keys",
  "audit",
  "exports",
  "settings",
];
const PLATFORM = [
  "overview",
  "tenants",
  "servers",
  "operations",
  "migrations",
  "sign-ups",
  "recovery",
  "backups",
  "audit",
  "settings",
];

const ACCOUNT = ["profile", "password", "factor", "sessions"];
const FRONT = [
  "/",
  "/sign-in",
  "/onboarding",
  "/invitation",
  "/confirmation",
  "/join",
  "/password",
  "/sign-on",
  "/sign-on-test",
  "/nowhere",
];

/** Screens of one thing, of which there is always one. */
function ofOne({ slug, operation }: Tenant): string[] {
  const tabs = ["settings", "members", "operations", "recovery", "support"];
  return [
    `tenants/${slug}`,
    ...tabs.map((tab) => `tenants/${slug}?tab=${tab}`),
    `operations/${operation}`,
    "servers/db1",
    `recovery/${slug}`,
    "migrations/new",
  ];
}

/** In the dark only inks are other ones, and on small screens only widths: the rest was looked at. */
const LOOKS = [
  { name: "light", locale: "en-GB", colorScheme: "light", width: 1280, axe: "all" },
  { name: "dark-zh", locale: "zh-CN", colorScheme: "dark", width: 1280, axe: "contrast" },
  { name: "small", locale: "en-GB", colorScheme: "light", width: 360, axe: "none" },
] as const;
type Look = (typeof LOOKS)[number];

for (const look of LOOKS) {
  test.describe(look.name, () => {
    test.use({
      locale: look.locale,
      colorScheme: look.colorScheme,
      viewport: { width: look.width, height: look.width === 360 ? 740 : 800 },
    });

    test(`an organisation's screens are fit to be seen, ${look.name}`, async ({ page }) => {
      test.setTimeout(180_000);
      const tenant = await newTenant();
      await newDesign(tenant, "Linen shirt with wide sleeves");
      await enter(page, tenant);
      for (const path of ENTERPRISE) {
        await goTo(page, `/t/${tenant.slug}/${path}`);
        await isFit(page, path.replace("/", "-"), look);
      }
    });

    test(`the platform's screens are fit to be seen, ${look.name}`, async ({ page }) => {
      test.setTimeout(180_000);
      const tenant = await newTenant();
      await enter(page, null);
      for (const path of [...PLATFORM, ...ofOne(tenant)]) {
        await goTo(page, `/platform/${path}`);
        await isFit(page, `platform-${nameOf(path, tenant)}`, look);
      }
      for (const path of ACCOUNT) {
        await goTo(page, `/account/${path}`);
        await isFit(page, `account-${path}`, look);
      }
    });

    test(`whoever is not known yet sees what is fit to be seen, ${look.name}`, async ({ page }) => {
      for (const path of FRONT) {
        await page.goto(url(path));
        await isFit(page, `front${path.replace("/", "-")}`, look);
      }
    });
  });
}

/** What a screen's picture is called, in each run alike. */
function nameOf(path: string, { slug, operation }: Tenant): string {
  return path
    .replace(slug, "one")
    .replace(operation, "one")
    .replace(/[^a-z0-9]+/g, "-");
}

/** Signs in whatever the language is. */
async function enter(page: Page, tenant: Tenant | null): Promise<void> {
  const person = tenant === null ? operator() : tenant.admin;
  await page.goto(url("/sign-in"));
  await page.locator("input[autocomplete=username]").fill(person.email);
  await page.locator("input[autocomplete=current-password]").fill(person.password);
  await page.locator("button[type=submit]").click();
  await page.waitForURL((at) => at.pathname !== "/sign-in");
}

/** Goes to another screen without loading all of it anew, as a link does: that takes long. */
async function goTo(page: Page, path: string): Promise<void> {
  await page.locator("h1").waitFor();
  const before = await page.locator("h1").elementHandle();
  const here = new URL(page.url());
  const there = new URL(path, here);
  await page.evaluate((to) => {
    history.pushState(null, "", to);
    dispatchEvent(new PopStateEvent("popstate"));
  }, path);
  if (there.pathname !== here.pathname) {
    await before?.waitForElementState("hidden");
  }
}

/** Nothing serious for axe, and no page that is wider than its window. */
async function isFit(page: Page, screen: string, look: Look): Promise<void> {
  const name = `${screen}-${look.name}`;
  await page.locator("h1").waitFor();
  await expect(page.locator(".ant-skeleton, .ant-spin-spinning, .loading, .spinner")).toHaveCount(
    0,
  );
  await page.screenshot({ path: `${SHOTS}/${name}.png` });
  if (look.axe !== "none") {
    expect.soft(await seriousOn(page, look), `axe at ${name}`).toEqual([]);
  }
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect.soft(overflow, `pixels too wide at ${name}`).toBeLessThanOrEqual(0);
}

async function seriousOn(page: Page, look: Look): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  const { violations } = await (look.axe === "all"
    ? axe
    : axe.withRules(["color-contrast"])
  ).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`);
}
