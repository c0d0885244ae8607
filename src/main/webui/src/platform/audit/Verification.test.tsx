import { screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test } from "vitest";
import { serve, show } from "@/testing/screen";
import { Verification } from "./Verification";

test("says what is wrong with a log, entry by entry", async () => {
  const calls = serve({
    "GET /api/v1/platform/audit/verify": {
      intact: false,
      entries: 48,
      head: "48:c77b",
      findings: [{ entry: "01JD", what: "the entry, or its link, was changed" }],
    },
  });
  const user = userEvent.setup();
  show(<Verification tenant="acme" close={() => undefined} />);

  await user.type(screen.getByLabelText("Head that was noted earlier"), " 40:aa ");
  await user.click(screen.getByRole("button", { name: "Check" }));

  expect(await screen.findByText("The log is not as it was written")).toBeInTheDocument();
  expect(screen.getByText("the entry, or its link, was changed")).toBeInTheDocument();
  expect(screen.getByLabelText("Head of the chain")).toHaveValue("48:c77b");
  expect(calls[0]?.request.url).toContain("verify?tenant=acme&head=40%3Aaa");
});
