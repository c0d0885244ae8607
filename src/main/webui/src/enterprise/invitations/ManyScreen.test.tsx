import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test } from "vitest";
import { me, problem, serve, show } from "@/testing/screen";
import ManyScreen from "./ManyScreen";

const page = (...items: unknown[]) => ({ items, nextCursor: null });
const MEMBER = { id: "member", name: "Member", ofProduct: true, permissions: [], scope: "tenant" };
const WORLD = {
  "GET /api/v1/me": me("invitation:create", "invitation:read", "role:read"),
  "GET /api/v1/roles": page(MEMBER),
};

test("wrong lines are named, set aside, and the others go", async () => {
  let times = 0;
  const sent: string[] = [];
  serve({
    ...WORLD,
    "POST /api/v1/invitations/batch": async (request: Request) => {
      sent.push(`${request.headers.get("Content-Type")} ${await request.text()}`);
      return ++times === 1
        ? problem(400, "validation_failed", "1 of 3 lines are wrong", {
            errors: [{ line: 2, code: "email_malformed", detail: "there is no e-mail address" }],
          })
        : { invited: 2 };
    },
  });
  const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
  show(<ManyScreen />);

  const list = await screen.findByRole("textbox", { name: "Addresses or CSV" });
  await user.click(list);
  await user.paste("ada@acme.example, nonsense;grace@acme.example");
  await user.click(screen.getByRole("button", { name: "Invite 3 people" }));
  await screen.findByText("Nobody was invited, because one line is wrong");
  expect(within(screen.getByRole("table")).getByText("nonsense")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Set the wrong line aside" }));
  expect(list).toHaveValue("ada@acme.example\ngrace@acme.example");
  expect(screen.getByRole("textbox", { name: "Set aside" })).toHaveValue("nonsense");
  await user.click(screen.getByRole("button", { name: "Invite 2 people" }));

  await screen.findByText("2 people are invited");
  expect(sent).toEqual([
    "text/plain ada@acme.example\nnonsense\ngrace@acme.example",
    "text/plain ada@acme.example\ngrace@acme.example",
  ]);
});

test("a file is read, and sent as CSV", async () => {
  const types: (string | null)[] = [];
  serve({
    ...WORLD,
    "POST /api/v1/invitations/batch": (request: Request) => {
      types.push(request.headers.get("Content-Type"));
      return { invited: 1 };
    },
  });
  const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
  const { container } = show(<ManyScreen />);
  await screen.findByRole("textbox", { name: "Addresses or CSV" });

  const input = container.querySelector("input[type=file]") as HTMLInputElement;
  await user.upload(input, new File(["email,name\nada@acme.example,Ada"], "people.csv"));
  await user.click(await screen.findByRole("button", { name: "Invite one person" }));

  await waitFor(() => expect(types).toEqual(["text/csv"]));
});
