import { Tag } from "antd";
import type { Migration } from "@/api/schema";
import { texts } from "./texts";

const COLOURS = {
  running: "processing",
  paused: "warning",
  succeeded: "success",
  incomplete: "error",
  cancelled: "default",
} as const;

/** How a migration is. */
export function MigrationState({ of: { state } }: { of: Migration }) {
  const t = texts.use();
  return <Tag color={COLOURS[state]}>{t(`state_${state}`)}</Tag>;
}
