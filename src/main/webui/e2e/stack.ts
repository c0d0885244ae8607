import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startMailServer } from "./mail";

/** How long the stack may take to start: the first time it builds the server. */
const READY_WITHIN = 300_000;

/**
 * Starts what a user starts, on free ports and with data of its own; ends it after the last test. With
 * E2E_URL and the other variables below set, the tests run against what stands there, instead.
 */
export default async function stack(): Promise<() => Promise<void>> {
  if (process.env.E2E_URL !== undefined) {
    return async () => undefined;
  }
  const mails = await startMailServer();
  const folder = await mkdtemp(join(tmpdir(), "tenantry-e2e-"));
  const port = await freePort();
  const child = spawn("../../../scripts/run", ["--port", String(port)], {
    env: { ...process.env, TENANTRY_LOCAL: folder, TENANTRY_SMTP: `localhost:${mails.smtpPort}` },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const log = createWriteStream(join(folder, "run.log"));
  child.stderr.pipe(log);
  // Also when the tests are stopped in their middle.
  process.once("exit", () => child.kill("SIGTERM"));

  const end = async (): Promise<void> => {
    await ended(child);
    await mails.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await ready(child);
    const run = JSON.parse(await readFile(join(folder, "run.json"), "utf8"));
    process.env.E2E_URL = run.url;
    process.env.E2E_ADMIN_EMAIL = run.admin.email;
    process.env.E2E_ADMIN_PASSWORD = run.admin.password;
    process.env.E2E_MAILS = mails.url;
  } catch (error) {
    const said = await readFile(join(folder, "run.log"), "utf8").catch(() => "");
    await end();
    throw new Error(`the stack did not start\n${said.slice(-4000)}`, { cause: error });
  }
  return end;
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error("it was not ready in time")), READY_WITHIN);
    let said = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes("READY http")) {
        clearTimeout(late);
        resolve();
      }
    });
    child.once("exit", (code) => {
      clearTimeout(late);
      reject(new Error(`scripts/run ended with ${code}`));
    });
  });
}

/** scripts/run stops all that it started when it is asked to. */
function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) {
      resolve();
      return;
    }
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        address !== null && typeof address === "object"
          ? resolve(address.port)
          : reject(new Error("no port")),
      );
    });
  });
}
