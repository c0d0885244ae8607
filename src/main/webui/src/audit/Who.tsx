import { Typography } from "antd";
import type { AuditEntry } from "@/api/schema";
import { texts } from "./texts";

type Actor = Pick<AuditEntry, "actor" | "actorName" | "actorEmail">;

/** Ids, of people and of other things. */
export const ULID = /^[0-9A-HJKMNP-TV-Z]{26}$/;

/** Names of API keys by their ids: the log knows the keys by these. */
export type KeyNames = ReadonlyMap<string, string>;
const NO_KEYS: KeyNames = new Map();

/** Who did something, in words: a person, a guest, a key, a job. */
export function useWho(keys: KeyNames = NO_KEYS): (of: Actor) => { name: string; more: string } {
  const t = texts.use();
  return ({ actor, actorName, actorEmail }) => {
    if (actor.startsWith("support:")) {
      const name = actorName === null ? t("guest") : t("guestNamed", { name: actorName });
      return { name, more: actorEmail ?? actor };
    }
    if (actorName !== null) {
      return { name: actorName, more: actorEmail ?? actor };
    }
    if (actor === "anonymous") {
      return { name: t("anonymous"), more: "" };
    }
    if (actor === "link") {
      return { name: t("linkHolder"), more: "" };
    }
    if (actor === "bootstrap") {
      return { name: t("bootstrap"), more: actor };
    }
    if (actor.startsWith("sign-up:")) {
      return { name: t("signUp"), more: "" };
    }
    const key = keys.get(actor);
    if (key !== undefined) {
      return { name: t("apiKeyNamed", { name: key }), more: "" };
    }
    if (ULID.test(actor)) {
      return { name: t("somebody"), more: actor };
    }
    return { name: t("byItself"), more: actor };
  };
}

export function Who({ entry, keys }: { entry: Actor; keys?: KeyNames | undefined }) {
  const { name, more } = useWho(keys)(entry);
  return (
    <>
      <bdi>{name}</bdi>
      {more !== "" && (
        <>
          <br />
          <Typography.Text type="secondary" style={{ fontSize: 12 }}>
            <bdi>{more}</bdi>
          </Typography.Text>
        </>
      )}
    </>
  );
}
