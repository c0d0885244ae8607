import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import AuditScreen from "@/enterprise/audit/AuditScreen";
import MembersScreen from "@/enterprise/members/MembersScreen";
import DesignsScreen from "@/studio/DesignsScreen";
import { me, serve, show } from "@/testing/screen";

const ALL = 10_000;
const PAGE = 5_000;
const AT = "2026-11-27T08:00:00Z";

/** A list of ten thousand, page by page; of those that are asked for by `q`, the one. */
function list(of: (number: number) => object) {
  return (request: Request) => {
    const asked = new URL(request.url).searchParams;
    const wanted = asked.get("q");
    if (wanted !== null) {
      return { items: [of(Number(wanted))], nextCursor: null };
    }
    const from = Number(asked.get("cursor") ?? 0);
    const items = Array.from({ length: PAGE }, (_, index) => of(from + index));
    return { items, nextCursor: from + PAGE < ALL ? String(from + PAGE) : null };
  };
}

const member = (number: number) => ({
  id: `m${number}`,
  email: `m${number}@acme.example`,
  name: `Member ${number}`,
  role: { id: "member", name: "Member" },
  department: null,
  manages: [],
  state: "active",
  joinedAt: AT,
});
const design = (number: number) => ({
  id: `d${number}`,
  title: `Design ${number}`,
  prompt: "Wool",
  createdBy: "ada",
  createdAt: AT,
  changedAt: AT,
});
const entry = (number: number) => ({
  id: `e${number}`,
  at: AT,
  actor: "ada",
  action: "design.create",
  tenant: "1",
  subject: `d${number}`,
  address: null,
  details: {},
});

const drawn = () => document.querySelectorAll(".ant-table-row").length;

/** Scrolls to where the rows that are there end. */
function scrollOn(): void {
  const holder = document.querySelector(".ant-table-tbody-virtual-holder");
  if (holder !== null) {
    Object.defineProperty(holder, "scrollHeight", { value: 2_000, configurable: true });
    fireEvent.scroll(holder, { target: { scrollTop: 1_500 } });
  }
}

test("ten thousand members: few are drawn, more come by scrolling, search and what is open stay", async () => {
  const calls = serve({
    "GET /api/v1/me": me("member:read"),
    "GET /api/v1/members": list(member),
    "GET /api/v1/members/m1": member(1),
  });
  const { router } = show(<MembersScreen />, "/t/acme/members?member=m1");

  await waitFor(() => expect(screen.getByRole("dialog")).toHaveTextContent("m1@acme.example"));
  expect(screen.getByText("5,000 shown")).toBeInTheDocument();
  scrollOn();
  expect(await screen.findByText("10,000 in all")).toBeInTheDocument();
  expect(drawn()).toBeLessThan(60);
  expect(screen.getByRole("dialog")).toHaveTextContent("m1@acme.example");
  expect(calls.filter(({ call }) => call === "GET /api/v1/members")).toHaveLength(2);

  const search = screen.getByLabelText("Search by name or address");
  fireEvent.change(search, { target: { value: "9999" } });
  fireEvent.keyDown(search, { key: "Enter", keyCode: 13 });
  expect(await screen.findByText("Member 9999")).toBeInTheDocument();
  await waitFor(() => expect(drawn()).toBe(1));
  expect(router.state.location.search).toBe("?member=m1&q=9999");
});

test("ten thousand designs: so many cards, and all of them in the list", async () => {
  serve({ "GET /api/v1/me": me("design:read"), "GET /api/v1/designs": list(design) });
  show(<DesignsScreen />, "/t/acme/designs");

  fireEvent.click(await screen.findByText("Show all as a list"));
  await waitFor(() => expect(drawn()).toBeGreaterThan(0));
  fireEvent.click(screen.getByText("Show more"));

  expect(await screen.findByText("10,000 in all")).toBeInTheDocument();
  expect(drawn()).toBeLessThan(60);
});

test("ten thousand entries of a log: few are drawn, and each opens", async () => {
  serve({ "GET /api/v1/me": me("audit:read"), "GET /api/v1/audit": list(entry) });
  show(<AuditScreen />, "/t/acme/audit");

  await waitFor(() => expect(drawn()).toBeGreaterThan(0));
  expect(drawn()).toBeLessThan(60);
  const [first] = screen.getAllByLabelText(/^Show:/);
  fireEvent.click(first as HTMLElement);
  expect(await screen.findByRole("dialog")).toHaveTextContent("d0");
});
