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

test("a tenant goes back to before a mistake, by its own console's clock", async ({ page }) => {
  const tenant = await newTenant();
  await newDesign(tenant, "From before");
  const token = await tokenOf(operator());
  const { operation } = await call<{ operation: { id: string } }>(
    "POST",
    `/api/v1/platform/tenants/${tenant.slug}/backups`,
    {},
    token,
  );
  await succeeded(operation.id, token);
  await newDesign(tenant, "The mistake");

  await signIn(page, operator(), `/platform/recovery/${tenant.slug}`);
  await page.getByRole("button", { name: "Restore this" }).first().click();
  const drawer = page.getByRole("dialog", { name: `Restore ${tenant.name}` });
  await expect(drawer.getByText("It brings back the backup of")).toBeVisible();
  await drawer.getByRole("button", { name: "Restore", exact: true }).click();
  await expect(drawer.getByText("The restore is done")).toBeVisible({ timeout: 60_000 });

  await page.context().clearCookies();
  await page.evaluate(() => sessionStorage.clear());
  await signIn(page, tenant.admin, `/t/${tenant.slug}/designs`);
  await expect(page.getByRole("heading", { name: "From before" })).toBeVisible();
  await expect(page.getByText("The mistake")).toHaveCount(0);
  await expect(page).toHaveURL(url(`/t/${tenant.slug}/designs`));
});
