import { Alert, Flex } from "antd";
import { useNavigate, useParams } from "react-router";
import { useFormats } from "@/texts/format";
import { Page } from "@/workspace/Page";
import { Trail } from "../fleet/Trail";
import { useMigration, useRollbackPlan, useTakingBack } from "./migrations";
import { PlanFailure } from "./PlanFailure";
import { Planning } from "./PlanScreen";
import { PlanView } from "./PlanView";
import { SettingsForm } from "./SettingsForm";
import { texts } from "./texts";

const ALL: readonly string[] = [];

/** What taking a migration back would do, before it is done. */
export default function RollbackScreen() {
  const t = texts.use();
  const { exact } = useFormats();
  const navigate = useNavigate();
  const { migration: id = "" } = useParams();
  const { query } = useMigration(id);
  const plan = useRollbackPlan(id, ALL);
  const taking = useTakingBack(id, (made) => void navigate(`/platform/migrations/${made.id}`));
  const time = query.data === undefined ? "…" : exact(query.data.createdAt);
  return (
    <Page
      title={t("rollbackTitle", { time })}
      lead={t("rollbackLead")}
      trail={
        <Trail
          to={`/platform/migrations/${id}`}
          label={t("migration", { time })}
          here={t("rollbackStart")}
        />
      }
    >
      <Flex vertical gap="middle">
        <Alert type="info" showIcon title={t("rollbackFirst")} />
        {plan.data === undefined ? (
          plan.error === null ? (
            <Planning />
          ) : (
            <PlanFailure error={plan.error} again={() => void plan.refetch()} />
          )
        ) : (
          <>
            <PlanView plan={plan.data} nothing={t("nothingToTakeBack")} />
            {plan.data.ways.length > 0 && (
              <SettingsForm
                plan={plan.data}
                tenants={ALL}
                label={t("rollbackStart")}
                action={taking}
              />
            )}
          </>
        )}
      </Flex>
    </Page>
  );
}
