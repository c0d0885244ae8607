import { Alert, Flex } from "antd";
import { isProblem } from "@/api/problem";
import { Failure } from "@/states/Failure";
import { texts } from "./texts";

/** Why something cannot be planned or started, and what to do instead. */
export function PlanFailure({ error, again }: { error: unknown; again?: () => void }) {
  const t = texts.use();
  if (error === null || error === undefined) {
    return null;
  }
  const hint = isProblem(error, "rollback_impossible")
    ? t("impossibleHint")
    : isProblem(error, "rollback_of_another_release")
      ? t("otherReleaseHint")
      : isProblem(error, "changelog_broken")
        ? t("brokenHint")
        : null;
  return (
    <Flex vertical gap="small">
      <Failure error={error} again={again} />
      {hint !== null && <Alert type="info" showIcon title={hint} />}
    </Flex>
  );
}
