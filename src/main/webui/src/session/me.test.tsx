import { screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test } from "vitest";
import { api, body } from "@/api/client";
import { useAction } from "@/forms/useAction";
import { me, problem, serve, show } from "@/testing/screen";
import { useMay } from "./me";

function Screen() {
  const may = useMay();
  const action = useAction({
    call: () => body(api.POST("/api/v1/designs", { body: { title: "a", prompt: "b" } })),
  });
  return may("design:create") ? (
    <button type="button" onClick={() => action.run()}>
      Make
    </button>
  ) : (
    <p>Only looking</p>
  );
}

test("whoever is refused something sees what they may do now", async () => {
  const allowed = [me("design:create"), me("design:read")];
  serve({
    "GET /api/v1/me": () => allowed.shift() ?? me("design:read"),
    "POST /api/v1/designs": () => problem(403, "permission_denied"),
  });
  show(<Screen />);

  await userEvent.click(await screen.findByRole("button", { name: "Make" }));

  expect(await screen.findByText("Only looking")).toBeInTheDocument();
});
