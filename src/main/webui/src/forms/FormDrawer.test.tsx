import { render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { Form } from "antd";
import { createMemoryRouter, RouterProvider, useNavigate } from "react-router";
import { expect, test, vi } from "vitest";
import { Frame } from "@/Frame";
import { FormDrawer } from "./FormDrawer";

test("what leads to a screen that still has to be loaded is not sent twice", async () => {
  const sent = vi.fn();
  function Making() {
    const [form] = Form.useForm();
    const navigate = useNavigate();
    return (
      <FormDrawer
        title="Something new"
        form={form}
        label="Make"
        action={{ isRunning: false, error: null }}
        close={() => undefined}
      >
        <Form
          form={form}
          onFinish={() => {
            sent();
            void navigate("/made");
          }}
        />
      </FormDrawer>
    );
  }
  let arrive: (screen: { Component: () => string }) => void = () => undefined;
  const loaded = new Promise<{ Component: () => string }>((resolve) => {
    arrive = resolve;
  });
  const router = createMemoryRouter(
    [
      { path: "/", element: <Making /> },
      { path: "/made", lazy: () => loaded },
    ],
    { initialEntries: ["/"] },
  );
  const user = userEvent.setup();
  render(
    <Frame>
      <RouterProvider router={router} />
    </Frame>,
  );

  await user.click(await screen.findByRole("button", { name: "Make" }));
  await screen.findByRole("img", { name: "loading" });
  await user.click(screen.getByRole("button", { name: /Make/ }));
  arrive({ Component: () => "It is made" });

  expect(await screen.findByText("It is made")).toBeInTheDocument();
  expect(sent).toHaveBeenCalledTimes(1);
});
