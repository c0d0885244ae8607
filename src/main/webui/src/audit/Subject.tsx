import type { AuditEntry } from "@/api/schema";
import { ULID } from "./Who";

/** What something was done to; whoever did it to themselves by their name. */
export function Subject({ entry }: { entry: AuditEntry }) {
  const { subject, actor, actorName } = entry;
  if (subject === null) {
    return "–";
  }
  if (subject === actor && actorName !== null) {
    return <bdi>{actorName}</bdi>;
  }
  return ULID.test(subject) ? (
    <code className="small breaks">{subject}</code>
  ) : (
    <bdi className="breaks">{subject}</bdi>
  );
}
