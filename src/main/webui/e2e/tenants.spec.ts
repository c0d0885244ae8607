import type { Page } from "@playwright/test";
import { expect, newDesign, newTenant, signIn, test, unique, url } from "./world";

test("one tab leaves a tenant for another without a trace", async ({ page }) => {
  const one = await newTenant();
  const other = await newTenant(one.admin);
  const canary = `Canary ${unique()}`;
  await newDesign(one, canary);
  await newDesign(other, "Of the other");
  await signIn(page, one.admin, `/t/${one.slug}/designs`);
  await expect(page.getByText(canary, { exact: true })).toBeVisible();

  await page.getByRole("button", { name: `you are in ${one.name}` }).click();
  await page.getByRole("button", { name: other.name }).click();

  await expect(page.getByText("Of the other", { exact: true })).toBeVisible();
  await expect(page).toHaveURL(url(`/t/${other.slug}/dashboard`));
  expect(await page.content()).not.toContain(canary);
  // Screens that are gone are held by timers of animations for some seconds.
  await expect
    .poll(async () => (await heapOf(page)).includes(canary), { timeout: 30_000 })
    .toBe(false);
});

/** All strings that the page holds in memory, after it was tidied up. */
async function heapOf(page: Page): Promise<string> {
  const devtools = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  devtools.on("HeapProfiler.addHeapSnapshotChunk", ({ chunk }) => chunks.push(chunk));
  await devtools.send("HeapProfiler.enable");
  await devtools.send("HeapProfiler.collectGarbage");
  await devtools.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  await devtools.detach();
  return chunks.join("");
}

test("two tabs work in two tenants at the same time, and stay there when loaded again", async ({
  page,
  context,
}) => {
  const one = await newTenant();
  const other = await newTenant(one.admin);
  await newDesign(one, "Of the one");
  await newDesign(other, "Of the other");
  await signIn(page, one.admin, `/t/${one.slug}/designs`);
  const second = await context.newPage();
  await second.goto(url(`/t/${other.slug}/designs`));

  for (const again of [false, true]) {
    if (again) {
      await Promise.all([page.reload(), second.reload()]);
    }
    await expect(page.getByText("Of the one", { exact: true })).toBeVisible();
    await expect(second.getByText("Of the other", { exact: true })).toBeVisible();
    await expect(page.getByText("Of the other")).toHaveCount(0);
    await expect(second.getByText("Of the one")).toHaveCount(0);
  }
});

test("a deep link to another tenant asks before it leaves this one", async ({ page }) => {
  const one = await newTenant();
  const other = await newTenant(one.admin);
  await signIn(page, one.admin, `/t/${one.slug}/designs`);
  await expect(page.getByRole("heading", { name: "Designs" })).toBeVisible();

  await page.goto(url(`/t/${other.slug}/designs`));
  await expect(page.getByText(`This link belongs to ${other.slug}`)).toBeVisible();
  await page.getByRole("button", { name: `Switch to ${other.slug}` }).click();

  await expect(page.getByRole("button", { name: `you are in ${other.name}` })).toBeVisible();
});

test("whoever signs out in one tab is out in all of them", async ({ page, context }) => {
  const tenant = await newTenant();
  await newDesign(tenant, "Secret plan");
  await signIn(page, tenant.admin, `/t/${tenant.slug}/designs`);
  const second = await context.newPage();
  await second.goto(url(`/t/${tenant.slug}/designs`));
  await expect(second.getByText("Secret plan", { exact: true })).toBeVisible();

  await page.getByRole("button", { name: /Your account/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();

  for (const each of [page, second]) {
    await expect(each.getByRole("heading", { name: "Sign in" })).toBeVisible();
    await expect(each.getByText("Secret plan")).toHaveCount(0);
  }
});
