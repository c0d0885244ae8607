import type { LogArchives } from "@/api/schema";
import { fullness } from "../servers/servers";
import type { Fleet, Some } from "./fleet";

/** From such a part on a server fills up; 0 to 1. */
const NEARLY_FULL = 0.85;

export type ConcernName =
  | "failedOperations"
  | "serversDown"
  | "serversSilent"
  | "serversUnfit"
  | "noServer"
  | "atRisk"
  | "archives"
  | "migrationsPaused"
  | "serversFull"
  | "signUpsWaiting";

/** What somebody has to look at. */
export interface Concern {
  name: ConcernName;
  /** Whether something is broken; otherwise it only waits. */
  grave: boolean;
  count: number;
  /** Whether there are more than were counted. */
  more: boolean;
  to: string;
}

/** Why the log of a server is not archived, if it does not answer at all. */
const UNREACHABLE = "server_unreachable";

/** Whether a server did not answer whoever archives its log, which asks it every few seconds. */
export function isSilent(archives: LogArchives | undefined, name: string): boolean {
  return (
    archives?.servers.some(({ server, problem }) => server === name && problem === UNREACHABLE) ??
    false
  );
}

/** What is wrong with the fleet, the gravest first. */
export function concernsOf(fleet: Fleet): Concern[] {
  const servers = fleet.servers?.data ?? [];
  const down = servers.filter(({ state }) => state === "down");
  const unfit = servers.filter(({ lastCheck }) => lastCheck?.ok === false);
  const full = servers.filter(
    (server) => server.state === "active" && (fullness(server) ?? 0) >= NEARLY_FULL,
  );
  const silent = servers.filter(
    ({ name, state }) => state !== "down" && isSilent(fleet.archives?.data, name),
  );
  const inTheWay =
    fleet.archives?.data?.servers.filter(
      ({ server, problem }) => problem !== null && !silent.some(({ name }) => name === server),
    ) ?? [];
  const paused = fleet.migrations?.data?.filter(({ state }) => state === "paused") ?? [];
  const intake =
    fleet.servers?.data !== undefined && !servers.some(({ state }) => state === "active");
  return [
    grave("failedOperations", "/platform/operations?state=failed", fleet.failed?.data),
    grave("serversDown", "/platform/servers", all(down)),
    grave("serversSilent", "/platform/servers", all(silent)),
    grave("serversUnfit", "/platform/servers", all(unfit)),
    grave("noServer", "/platform/servers", all(intake ? [null] : [])),
    grave("atRisk", "/platform/backups", fleet.atRisk?.data),
    grave("archives", "/platform/backups?view=archives", all(inTheWay)),
    grave("migrationsPaused", "/platform/migrations", all(paused)),
    light("serversFull", "/platform/servers", all(full)),
    light("signUpsWaiting", "/platform/sign-ups", fleet.signUps?.data),
  ].filter(({ count }) => count > 0);
}

/** Whether everything was read that tells of what is wrong; undefined while something still is. */
export function isKnown({ tenants, ...others }: Fleet): boolean | undefined {
  const asked = [tenants, ...Object.values(others)].filter((query) => query !== null);
  if (asked.some(({ data, error }) => data === undefined && error === null)) {
    return undefined;
  }
  return asked.every(({ error }) => error === null);
}

function all<T>(items: readonly T[]): Some<T> {
  return { items, more: false };
}

function grave(name: ConcernName, to: string, found: Some<unknown> | undefined): Concern {
  return { ...light(name, to, found), grave: true };
}

function light(name: ConcernName, to: string, found: Some<unknown> | undefined): Concern {
  return { name, to, grave: false, count: found?.items.length ?? 0, more: found?.more ?? false };
}
