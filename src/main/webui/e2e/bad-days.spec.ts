import { call, expect, newTenant, operator, signIn, test, tokenOf, url } from "./world";

const TYPED = "A coat of 🧥 wool — معطف من الصوف — 羊毛大衣";

test("a session that ends in the middle of a form keeps the form", async ({ page }) => {
  const tenant = await newTenant();
  await signIn(page, tenant.admin, `/t/${tenant.slug}/designs`);
  await page.getByRole("button", { name: "New design" }).first().click();
  await page.getByLabel("Title").fill(TYPED);
  await page.getByLabel("Description").fill("Long, warm, grey");

  await call("POST", "/api/v1/auth/logout-everywhere", {}, await tokenOf(tenant.admin));
  await page.getByRole("button", { name: "Make" }).click();
  const again = page.getByRole("dialog", { name: "Sign in again" });
  await again.getByLabel("Password").fill(tenant.admin.password);
  await again.getByRole("button", { name: "Sign in", exact: true }).click();

  await expect(page.getByRole("heading", { name: TYPED })).toBeVisible();
  await expect(again).toHaveCount(0);
  await expect(page.getByRole("listitem").filter({ hasText: TYPED })).toHaveCount(1);
});

test("an answer that is lost is asked for again, and nothing is made twice", async ({ page }) => {
  const tenant = await newTenant();
  await signIn(page, tenant.admin, `/t/${tenant.slug}/designs`);
  await page.getByRole("button", { name: "New design" }).first().click();
  await page.getByLabel("Title").fill("Only once");
  await page.getByLabel("Description").fill("A shirt");
  let lost = 0;
  await page.route("**/api/v1/designs", async (route) => {
    if (route.request().method() === "POST" && lost === 0) {
      lost++;
      await route.fetch();
      await route.abort("connectionreset");
    } else {
      await route.continue();
    }
  });

  await page.getByRole("button", { name: "Make" }).click();
  await expect(page.getByText("The server cannot be reached").first()).toBeVisible();
  await page.getByRole("button", { name: "Make" }).click();

  await expect(page.getByRole("heading", { name: "Only once" })).toHaveCount(1);
  expect(lost).toBe(1);
});

test("while the network is away a banner says so, and goes when it is back", async ({
  page,
  context,
}) => {
  const tenant = await newTenant();
  await signIn(page, tenant.admin, `/t/${tenant.slug}/designs`);
  await expect(page.getByText("There is no design yet", { exact: false })).toBeVisible();

  await context.setOffline(true);
  await expect(page.getByText("What you see may be old", { exact: false })).toBeVisible();
  await context.setOffline(false);

  await expect(page.getByText("What you see may be old", { exact: false })).toHaveCount(0);
});

test("a tenant that is suspended while somebody works says so", async ({ page }) => {
  const tenant = await newTenant();
  await signIn(page, tenant.admin, `/t/${tenant.slug}/designs`);
  await page.getByRole("button", { name: "New design" }).first().click();
  await page.getByLabel("Title").fill("Kept");
  await page.getByLabel("Description").fill("Typed before");
  const token = await tokenOf(operator());
  await call("POST", `/api/v1/platform/tenants/${tenant.slug}/suspend`, {}, token);

  await expect(async () => {
    await page.getByRole("button", { name: "Make" }).click();
    await expect(page.getByText("tenant_suspended").first()).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expect(page.getByLabel("Title")).toHaveValue("Kept");

  await call("POST", `/api/v1/platform/tenants/${tenant.slug}/resume`, {}, token);
  await expect(async () => {
    await page.getByRole("button", { name: "Make" }).click();
    await expect(page.getByRole("heading", { name: "Kept" })).toBeVisible({ timeout: 2_000 });
  }).toPass();
});

test("what is not there says so, and a tenant of others does not tell that it exists", async ({
  page,
}) => {
  const tenant = await newTenant();
  const others = await newTenant();
  await signIn(page, tenant.admin, `/t/${tenant.slug}/nowhere`);
  await expect(page.getByText("There is nothing here")).toBeVisible();

  await page.evaluate(() => sessionStorage.clear());
  await page.goto(url(`/t/${others.slug}`));

  await expect(page.getByText(`You do not belong to “${others.slug}”`)).toBeVisible();
  expect(await page.content()).not.toContain(others.name);
});

test("a long list is drawn as far as it is seen, and reads on as one scrolls", async ({ page }) => {
  const tenant = await newTenant();
  const token = await tokenOf(tenant.admin, tenant.slug);
  for (let made = 0; made < 320; made += 1) {
    await call("POST", "/api/v1/designs", { title: `Design ${made}`, prompt: "long" }, token);
  }
  await signIn(page, tenant.admin, `/t/${tenant.slug}/designs?view=list`);
  // Each page has 60; from 200 on the list scrolls within itself.
  for (let shown = 60; shown < 240; shown += 60) {
    await page.getByText(`${shown} shown`).waitFor();
    await page.getByRole("button", { name: "Show more" }).click();
  }
  await page.getByText("240 shown").waitFor();
  await page.locator(".ant-table-tbody-virtual").hover();
  await expect(async () => {
    await page.mouse.wheel(0, 4000);
    await expect(page.getByText("320 in all")).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 20_000 });
  expect(await page.locator(".ant-table-row").count()).toBeLessThan(60);
});
