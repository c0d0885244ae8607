import type { Page } from "@playwright/test";
import { expect, operator, PASSWORD, signIn, test, unique, url } from "./world";

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

test("a tenant is made, suspended, deleted, brought back and purged, down to its receipt", async ({
  page,
}) => {
  const slug = unique();
  await signIn(page, operator(), "/platform/tenants");
  await page.getByRole("button", { name: "Create a tenant" }).click();
  const form = page.getByRole("dialog");
  await form.getByLabel("Name", { exact: true }).first().fill(`Loom ${slug}`);
  await form.getByLabel("Slug").fill(slug);
  await form.getByLabel("Name", { exact: true }).last().fill("Ada Lovelace");
  await form.getByLabel("E-mail address").fill(`ada@${slug}.example`);
  await form.getByLabel("Password").fill(PASSWORD);
  await form.getByRole("button", { name: "Create", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: `Loom ${slug}` })).toBeVisible();
  await expect(page.getByRole("button", { name: "Suspend", exact: true })).toBeVisible();

  // By its slug, as one comes from a list of others' making.
  await page.goto(url(`/platform/tenants/${slug}`));
  await page.getByRole("button", { name: "Suspend", exact: true }).click();
  await page.getByRole("dialog").getByLabel("Reason").fill("Unpaid since October");
  await page.getByRole("dialog").getByRole("button", { name: "Suspend" }).click();
  await expect(page.getByText("This tenant is suspended")).toBeVisible();
  await expect(page.getByText("Unpaid since October")).toBeVisible();

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
