import { render, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import type { TenantOfMine } from "@/api/schema";
import { TenantSwitcher } from "./TenantSwitcher";

function tenant(slug: string, state: TenantOfMine["state"] = "active"): TenantOfMine {
  return { id: slug, slug, name: `The ${slug}`, roles: ["enterprise_admin"], state };
}

test("shows name, role and state of each, and which one is here", async () => {
  const chosen = vi.fn();
  const user = userEvent.setup();
  render(
    <TenantSwitcher
      tenants={[tenant("acme"), tenant("globex", "suspended")]}
      current="acme"
      name="The acme"
      onChoose={chosen}
    />,
  );

  await user.click(screen.getByRole("button", { name: /you are in The acme/ }));
  const list = within(await screen.findByRole("list", { name: "Organisation" }));
  expect(list.getByRole("button", { name: /The acme.*Administrator/ })).toHaveAttribute(
    "aria-current",
    "true",
  );
  await user.click(list.getByRole("button", { name: /The globex.*suspended/ }));

  expect(chosen).toHaveBeenCalledWith(tenant("globex", "suspended"));
});

test("many are searched by name or slug", async () => {
  const user = userEvent.setup();
  render(
    <TenantSwitcher
      tenants={Array.from({ length: 12 }, (_, number) => tenant(`house${number}`))}
      current={null}
      name="Platform"
      onChoose={() => undefined}
    />,
  );

  await user.click(screen.getByRole("button", { name: /you are in Platform/ }));
  await user.type(await screen.findByRole("searchbox"), "HOUSE11");

  expect(screen.getAllByRole("listitem")).toHaveLength(1);
});
