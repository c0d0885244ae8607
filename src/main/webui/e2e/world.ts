import { randomBytes, randomUUID } from "node:crypto";
import { type BrowserContext, test as base, expect, type Page } from "@playwright/test";

/** Good enough for the password policy, and the same for everybody in these tests. */
export const PASSWORD = "purple otter counts slow trains";

export interface Person {
  email: string;
  name: string;
  password: string;
}

export interface Tenant {
  slug: string;
  name: string;
  admin: Person;
  /** The id of the operation that made it. */
  operation: string;
}

export function url(path = ""): string {
  return `${process.env.E2E_URL ?? ""}${path}`;
}

export const operator: () => Person = () => ({
  email: process.env.E2E_ADMIN_EMAIL ?? "",
  password: process.env.E2E_ADMIN_PASSWORD ?? "",
  name: "Operator",
});

/** A few letters that nobody else has. */
export function unique(): string {
  return `x${randomBytes(5).toString("hex")}`;
}

/** Calls the API as a program does. */
export async function call<T>(
  method: string,
  path: string,
  body: unknown = undefined,
  token: string | null = null,
): Promise<T> {
  const response = await fetch(url(path), {
    method,
    headers: {
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
      ...(method === "POST" ? { "Idempotency-Key": randomUUID() } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) {
    throw new Error(`${method} ${path}: ${response.status} ${text}`);
  }
  return (text === "" ? undefined : JSON.parse(text)) as T;
}

export async function tokenOf(person: Person, tenant: string | null = null): Promise<string> {
  const { email, password } = person;
  const signedIn = await call<{ accessToken: string }>("POST", "/api/v1/auth/login", {
    email,
    password,
  });
  if (tenant === null) {
    return signedIn.accessToken;
  }
  const chosen = await call<{ accessToken: string }>(
    "POST",
    "/api/v1/auth/tenant",
    { tenant },
    signedIn.accessToken,
  );
  return chosen.accessToken;
}

/** Waits until an operation has succeeded. */
export async function succeeded(operation: string, token: string): Promise<void> {
  await expect
    .poll(
      async () =>
        (
          await call<{ state: string }>(
            "GET",
            `/api/v1/platform/operations/${operation}`,
            undefined,
            token,
          )
        ).state,
      { timeout: 60_000, intervals: [100, 200, 500] },
    )
    .toBe("succeeded");
}

/** Makes a tenant; its administrator is somebody new unless they are given. */
export async function newTenant(admin?: Person): Promise<Tenant> {
  const token = await tokenOf(operator());
  const slug = unique();
  const tenant = {
    slug,
    name: `Atelier ${slug}`,
    admin: admin ?? { email: `ada@${slug}.example`, name: "Ada Lovelace", password: PASSWORD },
  };
  const { operation } = await call<{ operation: { id: string } }>(
    "POST",
    "/api/v1/platform/tenants",
    {
      slug,
      name: tenant.name,
      admin: admin === undefined ? tenant.admin : { email: admin.email, name: admin.name },
    },
    token,
  );
  await succeeded(operation.id, token);
  return { ...tenant, operation: operation.id };
}

export async function newDesign(tenant: Tenant, title: string): Promise<void> {
  await call(
    "POST",
    "/api/v1/designs",
    { title, prompt: `The prompt of ${title}` },
    await tokenOf(tenant.admin, tenant.slug),
  );
}

/** Signs in by the form; ends where the person arrives. */
export async function signIn(page: Page, person: Person, next = ""): Promise<void> {
  await page.goto(url(next === "" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(next)}`));
  await page.getByLabel("E-mail address").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL((at) => at.pathname !== "/sign-in");
}

/** What the browser complained of: a page that breaks the policy or its own code fails the test. */
export function complaintsOf(context: BrowserContext): string[] {
  const complaints: string[] = [];
  context.on("weberror", (error) => complaints.push(error.error().message));
  context.on("console", (message) => {
    const text = message.text();
    // A refused call is an answer; what is shown of it is tested.
    if (message.type() === "error" && !/the server responded with a status|ERR_/.test(text)) {
      complaints.push(text);
    }
    if (/Content Security Policy/.test(text)) {
      complaints.push(text);
    }
  });
  return complaints;
}

export const test = base.extend<{ complaints: string[] }>({
  complaints: [
    async ({ context }, use) => {
      const complaints = complaintsOf(context);
      await use(complaints);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
