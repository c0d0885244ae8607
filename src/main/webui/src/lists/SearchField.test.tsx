import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { GARBAGE } from "@/testing/garbage";
import { show } from "@/testing/screen";
import { SearchField } from "./SearchField";

test("what no search takes is said, and neither cut nor searched for", async () => {
  const found = vi.fn();
  show(<SearchField value="" onChange={found} label="Search" most={100} />);
  const box = screen.getByRole("searchbox", { name: "Search" });
  const paste = (value: string) => fireEvent.change(box, { target: { value } });

  paste(GARBAGE.long);
  expect(await screen.findByRole("alert")).toHaveTextContent("At most 100 characters");
  fireEvent.keyDown(box, { key: "Enter", keyCode: 13 });
  expect(box).toHaveValue(GARBAGE.long);

  paste("  ada ");
  await waitFor(() => expect(found).toHaveBeenCalledWith("ada"));
  expect(found).toHaveBeenCalledOnce();
  expect(screen.queryByRole("alert")).not.toBeInTheDocument();
});
