import { Alert, Flex } from "antd";
import { isProblem } from "@/api/problem";
import { Failure } from "@/states/Failure";
import { restoreTexts } from "./restoreTexts";

/** A failure, with what to do about the moment where that is what is wrong. */
export function RestoreFailure({ error }: { error: unknown }) {
  const t = restoreTexts.use();
  const hint = isProblem(error, "recovery_behind")
    ? t("behindHint")
    : isProblem(error, "recovery_gap")
      ? t("gapHint")
      : isProblem(error, "time_before_backups")
        ? t("beforeHint")
        : isProblem(error, "server_unreachable")
          ? t("unreachableHint")
          : null;
  return error === null || error === undefined ? null : (
    <Flex vertical gap="small">
      <Failure error={error} />
      {hint !== null && <Alert type="info" showIcon title={hint} />}
    </Flex>
  );
}
