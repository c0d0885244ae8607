import { Flex, Spin, Typography } from "antd";
import type { RestorePlan, Tenant } from "@/api/schema";
import { useFormats } from "@/texts/format";
import type { Moment } from "./MomentPicker";
import { RestoreFailure } from "./RestoreFailure";
import type { How } from "./RestoreHow";
import type { useRestorePlan } from "./restores";
import { restoreTexts } from "./restoreTexts";

interface RestoreWordsProps {
  tenant: Tenant;
  how: How;
  moment: Moment;
  plan: ReturnType<typeof useRestorePlan>;
  /** Whether the server is asked for a plan, or is about to be. */
  isAsked: boolean;
}

/** What will happen, in words: from the server's plan, where it makes one. */
export function RestoreWords({ tenant, how, moment, plan, isAsked }: RestoreWordsProps) {
  const t = restoreTexts.use();
  const { exact } = useFormats();
  const words = useWords(tenant, how);
  if (how.mode === "new-tenant") {
    return (
      <Points
        points={[
          t("planNew", { name: tenant.name }),
          t("planWhen", { time: exact(new Date(moment.at).toISOString()) }),
          t("planChecked"),
        ]}
      />
    );
  }
  if (plan.error !== null) {
    return <RestoreFailure error={plan.error} />;
  }
  if (plan.data === undefined) {
    return isAsked ? (
      <Flex gap="small" align="center">
        <Spin size="small" />
        <Typography.Text type="secondary">{t("planning")}</Typography.Text>
      </Flex>
    ) : (
      <Typography.Text type="secondary">—</Typography.Text>
    );
  }
  return <Points points={words(plan.data)} />;
}

function useWords(tenant: Tenant, how: How): (plan: RestorePlan) => string[] {
  const t = restoreTexts.use();
  const { exact } = useFormats();
  return (plan) => {
    const taken = exact(plan.backup.takenAt ?? plan.backup.createdAt);
    return [
      t("planWhen", { time: exact(plan.recoveryPoint) }),
      t(plan.at === null ? "planBackupOnly" : "planBackup", { time: taken }),
      ...(plan.migrates ? [t("planMigrates")] : []),
      ...(plan.server === tenant.server ? [] : [t("planServer", { server: plan.server })]),
      t(how.mode === "side-by-side" ? "planOpen" : "planClosed"),
      t("planChecked"),
      how.keep ? t("planKept", { until: exact(plan.keptUntil) }) : t("keepNot"),
      t("planFails"),
    ];
  };
}

function Points({ points }: { points: readonly string[] }) {
  return (
    <ul className="what-happens">
      {points.map((point) => (
        <li key={point}>{point}</li>
      ))}
    </ul>
  );
}
