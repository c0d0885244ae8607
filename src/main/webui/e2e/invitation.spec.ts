import { mailTo } from "./mail";
import { expect, newTenant, PASSWORD, signIn, test, url } from "./world";

test("somebody is invited, accepts, and makes a design; their role changes while they work", async ({
  page,
  browser,
}) => {
  const tenant = await newTenant();
  const grace = `grace@${tenant.slug}.example`;
  await signIn(page, tenant.admin, `/t/${tenant.slug}/invitations`);

  // invite
  // An empty list offers it as well.
  await page.getByRole("button", { name: "Invite somebody" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("E-mail address").fill(grace);
  await dialog.getByLabel("Role").click();
  await page.getByRole("option", { name: /^Member/ }).click();
  await dialog.getByRole("button", { name: "Send the invitation" }).click();
  await expect(page.getByText(`${grace} is invited.`)).toBeVisible();

  // accept, in another browser
  const link = /https?:\/\/\S+#token=\S+/.exec((await mailTo(grace)).text)?.[0] ?? "";
  const theirs = await browser.newContext();
  const other = await theirs.newPage();
  await other.goto(url(new URL(link).pathname + new URL(link).hash));
  await expect(other.getByRole("heading", { name: `Join ${tenant.name}` })).toBeVisible();
  expect(other.url()).not.toContain("token=");
  await other.getByLabel("E-mail address").fill(grace);
  await other.getByLabel("Your name").fill("Grace 👩‍🔬 حسن");
  await other.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await other.getByRole("button", { name: "Join", exact: true }).click();

  // the first design
  await other.getByRole("menuitem", { name: "Designs" }).click();
  await other.getByRole("button", { name: "New design" }).first().click();
  await other.getByLabel("Title").fill("Of Grace");
  await other.getByLabel("Description").fill("A scarf");
  await other.getByRole("button", { name: "Make" }).click();
  await expect(other.getByRole("heading", { name: "Of Grace" })).toBeVisible();
  await expect(other.getByRole("menuitem", { name: "API keys" })).toHaveCount(0);

  // another role, which takes effect in the tab that is open
  await page.goto(url(`/t/${tenant.slug}/members`));
  // Her name is kept apart from the words around it, by signs that nobody sees.
  await page.getByRole("button", { name: /^Open \u2068?Grace/ }).click();
  await page.getByRole("dialog").getByRole("combobox", { name: "Role" }).click();
  await page.getByRole("option", { name: /^Administrator/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("row", { name: /Grace.*Administrator/ })).toBeVisible();

  await other.bringToFront();
  await other.getByRole("menuitem", { name: "Departments" }).click();
  await expect(other.getByRole("menuitem", { name: "API keys" })).toBeVisible();
  await theirs.close();
});
