import { fireEvent, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { ProblemError } from "@/api/problem";
import type { Fault } from "@/api/schema";
import { show } from "@/testing/screen";
import { speak } from "@/texts/texts";
import { Failure } from "./Failure";

afterEach(async () => {
  await speak("en");
});

function taken(...errors: Fault[]): ProblemError {
  return new ProblemError(
    {
      type: "urn:tenantry:problem:slug_taken",
      title: "The slug is taken",
      status: 409,
      detail: "the slug acme is taken",
      code: "slug_taken",
      remedy: "Choose another slug.",
      requestId: "01JQ5Z7Z0N8V6W4X2Y0A1B3C5D",
      errors,
    },
    30,
  );
}

test("in English the server speaks for itself", async () => {
  show(<Failure error={taken({ detail: "must not be blank", pointer: "/slug" })} />);

  expect(await screen.findByText("The slug is taken")).toBeVisible();
  expect(screen.getByText("the slug acme is taken")).toBeVisible();
  expect(screen.getByText("Choose another slug. Try again in 30 seconds.")).toBeVisible();
  expect(screen.getByText("must not be blank")).toBeVisible();
  expect(screen.getByText("slug_taken")).toBeVisible();
  expect(screen.queryByText("What the server says")).not.toBeInTheDocument();
});

test("in Chinese a failure is said in Chinese, and what the server says is there on request", async () => {
  await speak("zh-CN");
  show(<Failure error={taken({ detail: "must not be blank", pointer: "/slug" })} />);

  expect(await screen.findByText("短名称已被占用")).toBeVisible();
  expect(screen.getByText("已有组织使用该短名称。请换一个。")).toBeVisible();
  expect(screen.getByText("请在 30 秒后重试。")).toBeVisible();
  expect(screen.getByText(/不能为空。/)).toBeVisible();
  const original = screen.getByText("the slug acme is taken");
  expect(original).not.toBeVisible();

  fireEvent.click(screen.getByText("服务器原文"));

  await vi.waitFor(() => expect(original).toBeVisible());
  expect(screen.getByText("slug_taken")).toBeVisible();
  expect(screen.getByText("01JQ5Z7Z0N8V6W4X2Y0A1B3C5D")).toBeVisible();
});

test("what has no Chinese words is there in the server's at once", async () => {
  await speak("zh-CN");
  show(<Failure error={taken({ detail: "off: nothing can be restored", code: "binlog" })} />);

  expect(await screen.findByText("binlog · off: nothing can be restored")).toBeVisible();
});

test("a failure says everything once, and in seconds what a header has", () => {
  const busy = new ProblemError(
    {
      type: "urn:tenantry:problem:database_server_unavailable",
      title: "The server is unavailable",
      status: 503,
      detail: "The server is unavailable",
      code: "database_server_unavailable",
      remedy: "Try again after the time in the Retry-After header.",
    },
    2,
  );
  show(<Failure error={busy} />);

  expect(screen.getAllByText("The server is unavailable")).toHaveLength(1);
  expect(screen.getByText("Try again in 2 seconds.")).toBeVisible();
});
