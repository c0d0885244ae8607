import { Tag } from "antd";
import type { Member } from "@/api/schema";
import { texts } from "./texts";

const COLOURS: Record<Member["state"], string> = {
  active: "success",
  pending: "warning",
  suspended: "error",
  invited: "processing",
  left: "default",
};

export function StateTag({ state }: { state: Member["state"] }) {
  const t = texts.use();
  return <Tag color={COLOURS[state]}>{t(`state_${state}`)}</Tag>;
}
