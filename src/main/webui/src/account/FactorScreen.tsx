import { Alert, Button, Card, Flex } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { SecondFactor } from "@/api/schema";
import { tenantOfTab } from "@/session/tab";
import { Ready } from "@/states/States";
import { useFormats } from "@/texts/format";
import { Page } from "@/workspace/Page";
import "./account.css";
import { FactorSetup } from "./FactorSetup";
import { useFactor } from "./own";
import { RecoveryCodes } from "./RecoveryCodes";
import { RemovalForm, RenewalForm } from "./ShowFactorForm";
import { texts } from "./texts";

/** So few recovery codes left ask for new ones. */
const FEW = 3;

/** One's second factor: setting one up, other recovery codes, doing without. */
export default function FactorScreen() {
  const t = texts.use();
  const factor = useFactor();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const tenant = tenantOfTab();
  return (
    <Page title={t("factor")} lead={t("factorLead")}>
      <div className="own">
        {codes !== null ? (
          <RecoveryCodes codes={codes} done={() => setCodes(null)} />
        ) : (
          <Ready query={factor} rows={3}>
            {(found) =>
              found.enabled ? (
                <Present factor={found} shown={setCodes} />
              ) : (
                <FactorSetup done={setCodes} />
              )
            }
          </Ready>
        )}
        {codes === null && tenant !== null && (
          <p>
            <Link to={`/t/${tenant}`}>{t("backTo", { tenant })}</Link>
          </p>
        )}
      </div>
    </Page>
  );
}

interface PresentProps {
  factor: SecondFactor;
  shown: (codes: readonly string[]) => void;
}

function Present({ factor, shown }: PresentProps) {
  const t = texts.use();
  const { date } = useFormats();
  const [doing, setDoing] = useState<"renew" | "remove" | null>(null);
  const left = factor.recoveryCodesLeft;
  return (
    <Flex vertical gap="middle">
      <Alert
        type={left <= FEW ? "warning" : "success"}
        showIcon
        title={
          factor.since === undefined
            ? t("factorOn")
            : t("factorSince", { date: date(factor.since) })
        }
        description={t("codesLeft", { count: left })}
      />
      {doing === null && (
        <Flex wrap gap="small">
          <Button onClick={() => setDoing("renew")}>{t("codesRenew")}</Button>
          <Button danger onClick={() => setDoing("remove")}>
            {t("factorRemove")}
          </Button>
        </Flex>
      )}
      {doing === "renew" && (
        <Card title={t("codesRenew")}>
          <RenewalForm done={shown} cancel={() => setDoing(null)} />
        </Card>
      )}
      {doing === "remove" && (
        <Card title={t("factorRemove")}>
          <RemovalForm done={() => setDoing(null)} cancel={() => setDoing(null)} />
        </Card>
      )}
    </Flex>
  );
}
