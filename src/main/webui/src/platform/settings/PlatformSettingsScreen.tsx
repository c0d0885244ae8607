import { Flex, Tabs } from "antd";
import { useSearchParams } from "react-router";
import { useMay } from "@/session/me";
import { Page } from "@/workspace/Page";
import { SealedSecrets, SigningKey } from "./Keeping";
import { LostFactorCard } from "./LostFactorCard";
import { Plans } from "./Plans";
import { texts } from "./texts";

/** What holds for plans, what keeps the secrets, and help for people who cannot come in. */
export default function PlatformSettingsScreen() {
  const t = texts.use();
  const may = useMay();
  const [search, setSearch] = useSearchParams();
  const secrets = may("secret:read");
  const signing = may("signing-key:rotate");
  const tabs = [
    { key: "plans", label: t("plans"), children: <Plans /> },
    ...(secrets || signing
      ? [
          {
            key: "secrets",
            label: t("secrets"),
            children: (
              <Flex vertical gap="middle">
                {secrets && <SealedSecrets />}
                {signing && <SigningKey />}
              </Flex>
            ),
          },
        ]
      : []),
    ...(may("account:recover")
      ? [{ key: "accounts", label: t("accounts"), children: <LostFactorCard /> }]
      : []),
  ];
  const wished = search.get("tab");
  return (
    <Page title={t("title")} lead={t("lead")}>
      <Tabs
        items={tabs}
        activeKey={tabs.find(({ key }) => key === wished)?.key ?? "plans"}
        onChange={(tab) => setSearch(tab === "plans" ? {} : { tab }, { replace: true })}
        destroyOnHidden
      />
    </Page>
  );
}
