import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { Department } from "@/api/schema";
import { me, problem, serve, show } from "@/testing/screen";
import DepartmentsScreen from "./DepartmentsScreen";

function department(id: string, name: string, parent: string | null, members = 0): Department {
  return { id, name, parent, members, managers: [], createdAt: "2026-11-01T08:00:00Z" };
}
const ALL = [
  department("d1", "Design", null),
  department("d2", "Knitwear", "d1", 3),
  department("d3", "Sales", null),
];
const WORLD = {
  "GET /api/v1/me": me("department:read", "department:manage"),
  "GET /api/v1/departments": { items: ALL, nextCursor: null },
};

test("the tree can be searched, and what is found is shown with what it lies below", async () => {
  serve(WORLD);
  const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
  show(<DepartmentsScreen />);

  await user.type(await screen.findByRole("searchbox"), "knit");

  expect(await screen.findByText("Knitwear")).toBeInTheDocument();
  expect(screen.getByText("Design")).toBeInTheDocument();
  expect(screen.queryByText("Sales")).not.toBeInTheDocument();
});

test("who may only look finds no way to change the tree", async () => {
  serve({ ...WORLD, "GET /api/v1/me": me("department:read") });

  show(<DepartmentsScreen />, "/t/acme/departments?department=d1");

  await screen.findByRole("heading", { name: "Design" });
  expect(screen.queryByRole("button", { name: /New|Rename|Move|Delete/ })).not.toBeInTheDocument();
});

test("a move by the dialog can be taken back", async () => {
  const calls = serve({ ...WORLD, "PATCH /api/v1/departments/d2": ALL[1] });
  const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
  show(<DepartmentsScreen />, "/t/acme/departments?department=d2");

  await user.click(await screen.findByRole("button", { name: "Move" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Move Knitwear" }));
  await user.click(dialog.getByRole("combobox"));
  await user.click(await screen.findByTitle("Sales"));
  await user.click(dialog.getByRole("button", { name: "Move" }));
  await user.click(await screen.findByRole("button", { name: "Undo" }));

  await waitFor(() => {
    const sent = calls.filter(({ call }) => call.startsWith("PATCH")).map(({ body }) => body);
    expect(sent).toEqual([{ parent: "d3" }, { parent: "d1" }]);
  });
});

test("what is not empty is deleted once it is said where its people go", async () => {
  const calls = serve({
    ...WORLD,
    "DELETE /api/v1/departments/d2": () =>
      problem(409, "department_too_deep", "the place is too deep"),
  });
  const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
  show(<DepartmentsScreen />, "/t/acme/departments?department=d2");

  await user.click(await screen.findByRole("button", { name: "Delete" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Delete Knitwear?" }));
  expect(dialog.getByRole("button", { name: "Delete" })).toBeDisabled();
  await user.click(dialog.getByRole("combobox"));
  await user.click(await screen.findByTitle("Sales"));
  await user.click(dialog.getByRole("button", { name: "Delete" }));

  expect(await dialog.findByText("That would be deeper than ten levels")).toBeInTheDocument();
  const sent = calls.find(({ call }) => call.startsWith("DELETE"));
  expect(new URL(sent?.request.url ?? "http://x").searchParams.get("reassign")).toBe("d3");
});
