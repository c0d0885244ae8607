import { Alert, App, Card, Flex, Switch, Typography } from "antd";
import { Link } from "react-router";
import { isProblem } from "@/api/problem";
import { Failure } from "@/states/Failure";
import { Ready } from "@/states/States";
import { useFactorPolicy, useRequiringFactor } from "./policies";
import { texts } from "./texts";

/** Whether everybody needs a second factor. */
export function FactorCard() {
  const t = texts.use();
  const { modal } = App.useApp();
  const policy = useFactorPolicy();
  const requiring = useRequiringFactor();

  function ask(required: boolean): void {
    modal.confirm({
      title: t(required ? "factorAsk" : "factorStop"),
      content: required && t("factorAskDetail"),
      okText: t(required ? "factorYes" : "factorStopYes"),
      cancelText: t("cancel"),
      onOk: () => requiring.run(required),
    });
  }

  return (
    <Card title={<h2 className="card-title">{t("factor")}</h2>}>
      <Ready query={policy} rows={2}>
        {({ required }) => (
          <Flex vertical gap="middle">
            {isProblem(requiring.error, "second_factor_unused") ? (
              <Alert
                type="warning"
                showIcon
                role="alert"
                title={t("factorUnused")}
                action={<Link to="/account/factor">{t("factorSetUp")}</Link>}
              />
            ) : (
              <Failure error={requiring.error} />
            )}
            <div className="toggle" style={{ margin: 0 }}>
              <Switch
                id="factor-required"
                checked={required}
                loading={requiring.isRunning}
                onChange={ask}
                aria-label={t("factorRequired")}
              />
              <label htmlFor="factor-required">
                {t("factorRequired")}
                <br />
                <Typography.Text type="secondary">{t("factorHint")}</Typography.Text>
              </label>
            </div>
          </Flex>
        )}
      </Ready>
    </Card>
  );
}
