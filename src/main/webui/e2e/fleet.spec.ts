import type { Page } from "@playwright/test";
import {
  call,
  expect,
  newDesign,
  newTenant,
  operator,
  PASSWORD,
  signIn,
  test,
  tokenOf,
  unique,
} from "./world";

/** Presses what stands in the menu of further actions. */
async function more(page: Page, action: string): Promise<void> {
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: action, exact: true }).click();
}

/** Types the slug where it is asked for, and confirms. */
async function typeAndConfirm(page: Page, slug: string, action: string): Promise<void> {
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("button", { name: action, exact: true })).toBeDisabled();
  await dialog.getByRole("textbox").fill(slug);
  await dialog.getByRole("button", { name: action, exact: true }).click();
}

test("a tenant is deleted, brought back, and purged down to its receipt", async ({ page }) => {
  const { slug } = await newTenant();
  await signIn(page, operator(), `/platform/tenants/${slug}`);
  await more(page, "Delete");
  await typeAndConfirm(page, slug, "Delete");
  await expect(page.getByText("This tenant is deleted")).toBeVisible();
  await page.getByRole("button", { name: "Undelete", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Undelete" }).click();
  await expect(page.getByText("This tenant is deleted")).toBeHidden();

  await more(page, "Delete");
  await typeAndConfirm(page, slug, "Delete");
  await expect(page.getByText("This tenant is deleted")).toBeVisible();
  await more(page, "Purge");
  await typeAndConfirm(page, slug, "Purge");
  await expect(page.getByText("This tenant is purged")).toBeVisible();
  await expect(page.getByText("Deletion receipt")).toBeVisible();
});

test("a tenant is found among all, and cloned with its data", async ({ page }) => {
  const tenant = await newTenant();
  const { slug, name } = tenant;
  await newDesign(tenant, "Linen shirt");
  await signIn(page, operator(), "/platform/tenants");
  await page.getByRole("searchbox").fill(slug);
  await expect(page.getByRole("row")).toHaveCount(2);
  await page.getByRole("link", { name }).click();
  await more(page, "Clone");
  const form = page.getByRole("dialog");
  const grace = { email: `grace@${slug}.example`, name: "Grace Hopper", password: PASSWORD };
  // The first is what the tenant is called.
  await form.getByLabel("Name", { exact: true }).last().fill(grace.name);
  await form.getByLabel("E-mail address").fill(grace.email);
  await form.getByLabel("Password").fill(grace.password);
  await form.getByRole("button", { name: "Clone", exact: true }).click();
  await expect(page.getByText("Done", { exact: true })).toBeVisible();

  const token = await tokenOf(grace, `${slug}-copy`);
  const designs = await call<{ items: { title: string }[] }>(
    "GET",
    "/api/v1/designs",
    undefined,
    token,
  );
  expect(designs.items.map(({ title }) => title)).toEqual(["Linen shirt"]);
});

test("a server is tried as often as one likes before anything is saved", async ({ page }) => {
  await signIn(page, operator(), "/platform/servers");
  await page.getByRole("button", { name: "Add a server" }).click();
  const form = page.getByRole("dialog");
  await form.getByLabel("Name", { exact: true }).fill(unique());
  await form.getByLabel("Host").fill("127.0.0.1");
  await form.getByLabel("Port").fill("1");
  await form.getByLabel("Admin account").fill("tenantry_admin");
  await form.getByLabel("Its password").fill("a password");
  await form.getByRole("button", { name: "Try it" }).click();
  await expect(form.getByText("does not answer at 127.0.0.1:1", { exact: false })).toBeVisible();

  await form.getByLabel("Port").fill("2");
  await expect(form.getByText("does not answer at 127.0.0.1:1", { exact: false })).toBeVisible();
  await form.getByRole("button", { name: "Try it" }).click();
  await expect(form.getByText("does not answer at 127.0.0.1:2", { exact: false })).toBeVisible();
  await expect(form.getByRole("button", { name: "Add", exact: true })).toHaveCount(0);
});
