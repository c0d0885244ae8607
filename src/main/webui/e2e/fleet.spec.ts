import type { Page } from "@playwright/test";
import { expect, newTenant, operator, signIn, test, unique } from "./world";

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
