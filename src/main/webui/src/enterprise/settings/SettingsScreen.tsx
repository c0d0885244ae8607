import { Flex } from "antd";
import { useMay } from "@/session/me";
import { Page } from "@/workspace/Page";
import { FactorCard } from "./FactorCard";
import { InForceCard } from "./InForceCard";
import { JoiningCard } from "./JoiningCard";
import { SupportCard } from "./SupportCard";
import { texts } from "./texts";

/** What the organisation decides on itself, and what holds for it. */
export default function SettingsScreen() {
  const t = texts.use();
  const may = useMay();
  return (
    <Page title={t("title")} lead={t("lead")}>
      <Flex vertical gap="middle">
        {may("access-policy:manage") && (
          <>
            <JoiningCard />
            <FactorCard />
          </>
        )}
        {may("support-access:read") && <SupportCard />}
        <InForceCard />
      </Flex>
    </Page>
  );
}
