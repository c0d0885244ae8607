import { mailTo } from "./mail";
import { expect, PASSWORD, test, unique, url } from "./world";

test("from the landing page to the first design, and it goes on after a reload", async ({
  page,
}) => {
  const slug = unique();
  const email = `ada@${slug}.example`;
  await page.goto(url("/"));
  await page.getByRole("button", { name: "Start your organisation" }).click();

  await page.getByLabel("Name of the organisation").fill(`Maison ${slug}`);
  await page.getByLabel("Address", { exact: true }).fill(slug);
  await expect(page.getByText("Free. Your people will work at")).toBeVisible();
  await page.getByRole("button", { name: "Continue" }).click();

  await page.getByLabel("Name", { exact: true }).fill("Ada Lovelace");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByRole("button", { name: "Send the code" }).click();
  const code = /\d{4} ?\d{4}/.exec((await mailTo(email)).text)?.[0] ?? "";
  // Eight digits are enough said: they are sent by themselves.
  await page.getByLabel("Code").fill(code);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);

  await page.reload();
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Continue" }).click();

  await page.getByLabel("Departments").fill("Design\nDesign/Knitwear");
  await page.getByText("Paste or CSV").click();
  await page
    .getByLabel("Addresses, or CSV with a header")
    .fill(`email,role,department\ngrace@${slug}.example,member,Design/Knitwear`);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: "Create the organisation" }).click();

  await expect(page.getByRole("heading", { name: `Maison ${slug} is open` })).toBeVisible();
  await page
    .getByRole("link", { name: "Go to the designs" })
    .or(page.getByRole("button", { name: "Go to the designs" }))
    .click();
  await page.getByRole("button", { name: "New design" }).first().click();
  await page.getByLabel("Title").fill("The first one");
  await page.getByLabel("Description").fill("A linen shirt");
  await page.getByRole("button", { name: "Make" }).click();

  await expect(page.getByRole("heading", { name: "The first one" })).toBeVisible();
  await expect(page).toHaveURL(url(`/t/${slug}/designs`));
  expect((await mailTo(`grace@${slug}.example`)).text).toContain("/invitation#token=");
});
