import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { ApiKey } from "@/api/schema";
import { me, problem, serve, show } from "@/testing/screen";
import KeysScreen from "./KeysScreen";

const KEY: ApiKey = {
  id: "01JD8Q3C5N8F4T3J6B1ZK2M7XA",
  name: "Nightly import",
  state: "active",
  permissions: ["design:read"],
  createdBy: "ada",
  createdAt: "2026-11-01T08:00:00Z",
  expiresAt: null,
  lastUsedAt: null,
  lastAddress: null,
};
const MANAGER = me("api-key:read", "api-key:manage", "design:read");

test("a key is made with what was chosen, shown once, and gone by its button alone", async () => {
  const calls = serve({
    "GET /api/v1/me": MANAGER,
    "GET /api/v1/api-keys": { items: [], nextCursor: null },
    "POST /api/v1/api-keys": { apiKey: KEY, key: "tnt_secret" },
  });
  const user = userEvent.setup();
  show(<KeysScreen />);

  await user.click((await screen.findAllByRole("button", { name: /New key/ }))[0] as Element);
  const drawer = within(await screen.findByRole("dialog"));
  await user.click(drawer.getByLabelText("Name"));
  await user.paste("Nightly import");
  expect(drawer.getByRole("checkbox", { name: "Delete designs" })).toBeDisabled();
  await user.click(drawer.getByRole("checkbox", { name: "See designs" }));
  await user.click(drawer.getByRole("radio", { name: "Until it is revoked" }));
  await user.click(drawer.getByRole("button", { name: "Make the key" }));

  expect(await screen.findByLabelText("API key")).toHaveValue("tnt_secret");
  expect(calls.find(({ call }) => call === "POST /api/v1/api-keys")?.body).toEqual({
    name: "Nightly import",
    permissions: ["design:read"],
    expiresAt: null,
  });
  await user.click(screen.getByRole("button", { name: "I have stored it" }));
  await waitFor(() => expect(screen.queryByLabelText("API key")).not.toBeInTheDocument());
});

test("without a choice nothing is sent; a refusal keeps what was typed", async () => {
  const calls = serve({
    "GET /api/v1/me": MANAGER,
    "GET /api/v1/api-keys": { items: [], nextCursor: null },
    "POST /api/v1/api-keys": () => problem(409, "limit_reached", "the organisation has 100 keys"),
  });
  const user = userEvent.setup();
  show(<KeysScreen />);

  await user.click((await screen.findAllByRole("button", { name: /New key/ }))[0] as Element);
  const drawer = within(await screen.findByRole("dialog"));
  await user.click(drawer.getByLabelText("Name"));
  await user.paste("Shop");
  await user.click(drawer.getByRole("button", { name: "Make the key" }));
  expect(await drawer.findByText("Choose what it may do.")).toBeInTheDocument();
  expect(calls.some(({ call }) => call.startsWith("POST"))).toBe(false);
  await user.click(drawer.getByRole("checkbox", { name: "See designs" }));
  await user.click(drawer.getByRole("button", { name: "Make the key" }));

  expect(await drawer.findByText("the organisation has 100 keys")).toBeInTheDocument();
  expect(drawer.getByLabelText("Name")).toHaveValue("Shop");
});

test("who may only look finds no way to make or revoke one", async () => {
  serve({
    "GET /api/v1/me": me("api-key:read"),
    "GET /api/v1/api-keys": { items: [KEY], nextCursor: null },
  });
  show(<KeysScreen />);

  await screen.findByText("Nightly import");
  expect(screen.queryByRole("button", { name: /New key|Revoke/ })).not.toBeInTheDocument();
});
