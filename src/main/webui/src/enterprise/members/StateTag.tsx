import { Tag } from "antd";
import { texts } from "./texts";

export const STATES = ["active", "pending", "suspended", "invited", "left"] as const;
export type MemberState = (typeof STATES)[number];

const COLOURS: Record<MemberState, string> = {
  active: "success",
  pending: "warning",
  suspended: "error",
  invited: "processing",
  left: "default",
};

export function StateTag({ state }: { state: MemberState }) {
  const t = texts.use();
  return <Tag color={COLOURS[state]}>{t(`state_${state}`)}</Tag>;
}
