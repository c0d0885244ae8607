import {
  call,
  expect,
  newDesign,
  newTenant,
  operator,
  signIn,
  succeeded,
  test,
  tokenOf,
  url,
} from "./world";

test("a tenant goes back to the second before a mistake", async ({ page }) => {
  test.setTimeout(180_000);
  const tenant = await newTenant();
  const token = await tokenOf(operator());
  const { operation } = await call<{ operation: { id: string } }>(
    "POST",
    `/api/v1/platform/tenants/${tenant.slug}/backups`,
    {},
    token,
  );
  await succeeded(operation.id, token);
  await newDesign(tenant, "From before");
  // The second that begins next: what was made is before it, what comes is after it.
  const second = new Date(Math.ceil(Date.now() / 1000) * 1000);
  await expect.poll(() => Date.now()).toBeGreaterThan(second.getTime());
  await newDesign(tenant, "The mistake");

  await signIn(page, operator(), `/platform/recovery/${tenant.slug}`);
  await page.getByRole("button", { name: "Restore …" }).click();
  const drawer = page.getByRole("dialog", { name: `Restore ${tenant.name}` });
  await drawer.getByLabel("To the second").fill(second.toISOString().replace(".000", ""));
  await drawer.getByLabel("To the second").press("Enter");
  await expect(drawer.getByText("What was committed later than")).toBeVisible();
  await drawer.getByRole("button", { name: "Restore", exact: true }).click();
  await expect(drawer.getByText("The restore is done")).toBeVisible({ timeout: 120_000 });

  await page.context().clearCookies();
  await page.evaluate(() => sessionStorage.clear());
  await signIn(page, tenant.admin, `/t/${tenant.slug}/designs`);
  await expect(page.getByRole("heading", { name: "From before" })).toBeVisible();
  await expect(page.getByText("The mistake")).toHaveCount(0);
  await expect(page).toHaveURL(url(`/t/${tenant.slug}/designs`));
});
