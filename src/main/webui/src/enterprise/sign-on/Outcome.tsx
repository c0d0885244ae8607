import { Alert, Descriptions, Flex, Typography } from "antd";
import { isProblem } from "@/api/problem";
import type { SignOnTrial } from "@/api/schema";
import { Ready } from "@/states/States";
import { useDepartmentNames, useRoleNames } from "./choices";
import { useReason } from "./reasons";
import type { useTrial } from "./signOn";
import { texts } from "./texts";

/** What came of a trial, and what the person would be. */
export function Outcome({ trial }: { trial: ReturnType<typeof useTrial> }) {
  const t = texts.use();
  if (isProblem(trial.error, "not_found")) {
    return <Alert type="info" showIcon title={t("trialGone")} />;
  }
  return (
    <section aria-label={t("outcome")} aria-live="polite">
      <Ready query={trial} rows={3}>
        {(outcome) => <Shown of={outcome} />}
      </Ready>
    </section>
  );
}

function Shown({ of }: { of: SignOnTrial }) {
  const t = texts.use();
  const reason = useReason();
  const roleName = useRoleNames();
  const departmentName = useDepartmentNames();
  return (
    <Flex vertical gap="middle">
      <Alert
        showIcon
        type={of.succeeded ? "success" : "error"}
        title={t(of.succeeded ? "succeeded" : "failed")}
        description={
          of.succeeded
            ? t("wouldBe")
            : [reason(of.reason, of.detail ?? ""), of.code].filter(Boolean).join(" · ")
        }
      />
      {of.succeeded && (
        <Descriptions
          size="small"
          column={1}
          bordered
          items={[
            { key: "email", label: t("address"), children: <bdi>{of.email}</bdi> },
            {
              key: "role",
              label: t("role"),
              children: of.role === null ? "–" : roleName(of.role),
            },
            {
              key: "department",
              label: t("department"),
              children: of.department === null ? "–" : <bdi>{departmentName(of.department)}</bdi>,
            },
            {
              key: "joins",
              label: t("asMember"),
              children: t(of.joins ? "wouldJoin" : "isMember"),
            },
            {
              key: "factor",
              label: t("factor"),
              children: t(of.factor ? "factorCounts" : "factorNot"),
            },
          ]}
        />
      )}
      {of.claims != null && (
        <details>
          <summary>{t("claims")}</summary>
          <pre className="code-block">
            <Typography.Text className="code">{JSON.stringify(of.claims, null, 2)}</Typography.Text>
          </pre>
        </details>
      )}
    </Flex>
  );
}
