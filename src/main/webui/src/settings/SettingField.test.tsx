import { fireEvent, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { show } from "@/testing/screen";
import { SettingField } from "./SettingField";

const LIMIT = {
  name: "studio.designs.max",
  type: "limit" as const,
  defaultValue: "unlimited",
  minimum: 0,
  maximum: 100_000,
  unlimited: true,
  choices: null,
  description: "",
};

test("a limit is a number, or none", () => {
  const changed = vi.fn();
  show(<SettingField declaration={LIMIT} value="unlimited" onChange={changed} />);

  expect(screen.getByRole("spinbutton")).toBeDisabled();
  fireEvent.click(screen.getByRole("checkbox", { name: "unlimited" }));

  expect(changed).toHaveBeenCalledWith(100_000);
});
