import "./overview.css";
import { Flex } from "antd";
import { Page } from "@/workspace/Page";
import { useFleet } from "./fleet";
import { ServersPart } from "./ServersPart";
import { TenantsPart } from "./TenantsPart";
import { texts } from "./texts";
import { Verdict } from "./Verdict";
import { AtRiskPart, MigrationsPart, SignUpsPart } from "./WaitingParts";
import { WorkPart } from "./WorkPart";

/** How the fleet is, at a glance; what is wrong with it leads to where it is put right. */
export default function OverviewScreen() {
  const t = texts.use();
  const fleet = useFleet();
  return (
    <Page title={t("title")}>
      <Flex vertical gap="middle">
        <Verdict fleet={fleet} />
        <div className="overview">
          <TenantsPart tenants={fleet.tenants} />
          {fleet.running !== null && <WorkPart running={fleet.running} failed={fleet.failed} />}
          {fleet.servers !== null && (
            <ServersPart servers={fleet.servers} archives={fleet.archives} />
          )}
          {fleet.atRisk !== null && <AtRiskPart atRisk={fleet.atRisk} />}
          {fleet.signUps !== null && <SignUpsPart signUps={fleet.signUps} />}
          {fleet.migrations !== null && <MigrationsPart migrations={fleet.migrations} />}
        </div>
      </Flex>
    </Page>
  );
}
